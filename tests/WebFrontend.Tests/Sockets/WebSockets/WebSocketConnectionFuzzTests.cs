using FsCheck;
using FsCheck.Fluent;
using OrleansChat.Sockets.WebSockets;

namespace OrleansChat.Tests.Sockets.WebSockets;

/// <summary>A whole connection with any correct client: what the caller reads, and what goes back.</summary>
public sealed class WebSocketConnectionFuzzTests
{
    [Fact]
    public void The_caller_reads_what_was_said_and_the_protocol_is_answered() =>
        Prop.ForAll(Conversation.Arbitrary, c => RunAsync(c).GetAwaiter().GetResult()).Check(Config.QuickThrowOnFailure.WithMaxTest(500).WithQuietOnSuccess(true));

    private static async Task<bool> RunAsync(Conversation conversation)
    {
        await using var connection = new ConnectionUnderTest(new WebSocketLimits { MessageBytesMax = 70_000, ReadBytesMax = conversation.Pieces[0] });
        connection.Transport.ReceiveBytes(conversation.Wire(), conversation.Pieces);
        connection.Transport.EndIncoming();
        var said = new List<Decoded>();
        while (await connection.ReadAsync() is { Kind: not WebSocketEventKind.None } next) said.Add(Decoded.Of(next.Kind, next.Payload.Span));

        var expected = conversation.Expected();
        var close = expected.Find(e => e.Kind == WebSocketEventKind.Close);
        var pings = expected.Where(e => e.Kind == WebSocketEventKind.Ping).Select(e => e.Payload).ToList();
        var answers = ServerFrames.Parse(connection.Transport.Written());
        var pongs = answers.Where(a => a.Opcode == WebSocketOpcode.Pong).Select(a => Convert.ToHexString(a.Payload)).ToList();
        var echoes = answers.Where(a => a.Opcode == WebSocketOpcode.Close).ToList();

        return said.SequenceEqual(expected.Where(e => e.Kind is WebSocketEventKind.Text or WebSocketEventKind.Pong))
            && IsSubsequence(pongs, pings)
            && await connection.Ended == (close is null ? WebSocketEnd.TransportEnded : WebSocketEnd.PeerClosed)
            && (close is null ? echoes.Count == 0 : echoes.Count == 1 && answers[^1] == echoes[0] && echoes[0].Code == close.Code);
    }

    /// <summary>Pongs may be left out, as only the newest ping wants one, but never turned round or doubled.</summary>
    private static bool IsSubsequence(List<string> part, List<string> whole)
    {
        var at = 0;
        foreach (var item in whole)
        {
            if (at < part.Count && part[at] == item) at++;
        }

        return at == part.Count;
    }
}
