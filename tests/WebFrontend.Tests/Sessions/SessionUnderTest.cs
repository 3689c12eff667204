using System.Text.Json;
using OrleansChat.Sessions;
using OrleansChat.Sockets.WebSockets;
using OrleansChat.Tests.Sockets.WebSockets;

namespace OrleansChat.Tests.Sessions;

/// <summary>A session, the grain behind it, and what its client sees.</summary>
internal sealed class SessionUnderTest(ConnectionUnderTest connection, ChatSession session, ScriptedUser user) : IAsyncDisposable
{
    private readonly Queue<ServerFrame> _frames = new();

    public ChatSession Session => session;

    public ScriptedUser User => user;

    public ConnectionUnderTest Connection => connection;

    public SessionState State => session.State;

    /// <summary>The next frame that left.</summary>
    public async Task<ServerFrame> NextAsync()
    {
        while (_frames.Count == 0)
        {
            foreach (var frame in ServerFrames.Parse(await connection.Transport.NextWriteAsync())) _frames.Enqueue(frame);
        }

        return _frames.Dequeue();
    }

    /// <summary>The sequences of the messages up to the next ping, and the ping's payload: a burst always ends with one.</summary>
    public async Task<(List<long> Messages, byte[] Ping)> BurstAsync()
    {
        var messages = new List<long>();
        while (true)
        {
            var frame = await NextAsync();
            if (frame.Opcode == WebSocketOpcode.Ping) return (messages, frame.Payload);
            if (IsMessage(frame, out var sequence)) messages.Add(sequence);
        }
    }

    /// <summary>Receives and confirms until so many messages have come.</summary>
    public async Task<List<long>> ReceiveAsync(int count)
    {
        var messages = new List<long>();
        while (messages.Count < count)
        {
            var (burst, ping) = await BurstAsync();
            messages.AddRange(burst);
            session.OnPong(ping);
        }

        return messages;
    }

    /// <summary>Whether the end of the connection was without a close frame.</summary>
    public async Task IsAbortedAsync()
    {
        Assert.Equal(WebSocketEnd.Aborted, await connection.Ended);
        Assert.DoesNotContain(ServerFrames.Parse(connection.Transport.Written()), frame => frame.Opcode == WebSocketOpcode.Close);
    }

    public Task ReachesAsync(SessionState state) => Fakes.Eventually.HoldsAsync(() => session.State == state, $"{state}, but {session.State}");

    public async ValueTask DisposeAsync()
    {
        await session.CloseAsync();
        await connection.DisposeAsync();
    }

    private static bool IsMessage(ServerFrame frame, out long sequence)
    {
        sequence = 0;
        if (frame.Opcode != WebSocketOpcode.Text) return false;
        var root = JsonElement.Parse(frame.Payload);
        if (root.GetProperty("type").GetString() != "singleChat") return false;
        sequence = root.GetProperty("data").GetProperty("n").GetInt64();
        return true;
    }
}
