using OrleansChat.Sockets.WebSockets;

namespace OrleansChat.Tests.Sockets.WebSockets;

/// <summary>A connection on a scripted transport and a clock of the test.</summary>
internal sealed class ConnectionUnderTest : IAsyncDisposable
{
    public ConnectionUnderTest(WebSocketLimits? limits = null, ManualTime? time = null)
    {
        Time = time ?? new ManualTime();
        Socket = new WebSocketConnection(Transport, Transport.Abort, limits ?? WebSocketLimits.Default, Time);
    }

    public ScriptedStream Transport { get; } = new();

    public ManualTime Time { get; }

    public WebSocketConnection Socket { get; }

    public Task<WebSocketEnd> Ended => Socket.Closed.WaitAsync(TestDeadline.Generous);

    public Task<WebSocketEvent> ReadAsync() => Socket.ReadAsync().AsTask().WaitAsync(TestDeadline.Generous);

    /// <summary>Reads to the end, as a session does that waits for nothing else.</summary>
    public async Task DrainAsync()
    {
        while ((await ReadAsync()).Kind != WebSocketEventKind.None)
        {
        }
    }

    public async ValueTask DisposeAsync()
    {
        await Socket.DisposeAsync().AsTask().WaitAsync(TestDeadline.Generous);
        Assert.False(Transport.WritersOverlapped, "two writes were under way at once");
        await Transport.DisposeAsync();
    }
}
