using System.Buffers.Text;
using OrleansChat.Logs;
using OrleansChat.Sockets.WebSockets;

namespace OrleansChat.Delivery;

/// <summary>One entry of a log as the bytes that go on a socket; built once and shared by every session that gets it.</summary>
/// <param name="Sequence">The entry's place.</param>
/// <param name="Bytes">A whole WebSocket text frame; empty for a void row, which a cursor passes and nobody sees.</param>
/// <param name="MessageId">The id under which it may be taken back; empty for everything but a message.</param>
internal readonly record struct LogFrame(long Sequence, byte[] Bytes, Guid MessageId = default)
{
    /// <summary>Whether there is something to write.</summary>
    public bool IsVisible => Bytes.Length > 0;

    /// <summary>The frame of contract.md 4.1 around an entry's message object.</summary>
    public static LogFrame Of(LogEntry entry) =>
        new(entry.Sequence, entry.Kind == LogEntryKind.Void ? [] : Around(entry.Body, entry.AcceptedAt), entry.Kind == LogEntryKind.Message ? entry.MessageId : default);

    /// <summary>The frame without its content: the message was taken back before it was written.</summary>
    public LogFrame Emptied() => new(Sequence, []);

    private static byte[] Around(byte[] body, long timestamp)
    {
        Span<byte> digits = stackalloc byte[20];
        Utf8Formatter.TryFormat(timestamp, digits, out var digitCount);
        var before = "{\"type\":\"singleChat\",\"timestamp\":"u8;
        var between = ",\"data\":"u8;
        var length = before.Length + digitCount + between.Length + body.Length + 1;

        var frame = new byte[WebSocketFrames.FrameLength(length)];
        var rest = frame.AsSpan(WebSocketFrames.WriteTextHeader(frame, length));
        before.CopyTo(rest);
        rest = rest[before.Length..];
        digits[..digitCount].CopyTo(rest);
        rest = rest[digitCount..];
        between.CopyTo(rest);
        rest = rest[between.Length..];
        body.CopyTo(rest);
        rest[body.Length] = (byte)'}';
        return frame;
    }
}
