using System.Text;
using OrleansChat.Sockets.WebSockets;

namespace OrleansChat.Tests.Sockets.WebSockets;

/// <summary>An event with its payload copied, so that a test can keep and compare it.</summary>
internal sealed record Decoded(WebSocketEventKind Kind, string Payload, ushort? Code = null, WebSocketProtocolError Error = default)
{
    public static Decoded Text(string text) => Of(WebSocketEventKind.Text, Encoding.UTF8.GetBytes(text));

    public static Decoded Broken(WebSocketProtocolError error) => new(WebSocketEventKind.ProtocolError, "", null, error);

    public static Decoded Of(WebSocketEventKind kind, ReadOnlySpan<byte> payload, ushort? code = null) => new(kind, Convert.ToHexString(payload), code);

    /// <summary>Everything a reader says about these bytes when they come in pieces of the given lengths, over and over.</summary>
    public static List<Decoded> All(ReadOnlySpan<byte> wire, int messageBytesMax = 65536, params int[] pieces)
    {
        using var reader = new WebSocketFrameReader(messageBytesMax);
        return Feed(reader, wire, pieces);
    }

    public static List<Decoded> Feed(WebSocketFrameReader reader, ReadOnlySpan<byte> wire, params int[] pieces)
    {
        var events = new List<Decoded>();
        for (int at = 0, piece = 0; at < wire.Length; piece++)
        {
            var length = pieces.Length == 0 ? wire.Length : Math.Min(pieces[piece % pieces.Length], wire.Length - at);
            var input = wire.Slice(at, length);
            at += length;
            while (reader.TryRead(ref input, out var next)) events.Add(new Decoded(next.Kind, Convert.ToHexString(next.Payload.Span), next.CloseCode, next.Error));
            Assert.True(input.IsEmpty, "a reader without an event has taken all input");
        }

        return events;
    }
}
