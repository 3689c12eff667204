using OrleansChat.Sockets.WebSockets;

namespace OrleansChat.Tests.Sockets.WebSockets;

/// <summary>What an idle connection costs in our classes. Alone, because the heap is everybody's.</summary>
[Collection(nameof(Alone))]
public sealed class WebSocketIdleMemoryTests(ITestOutputHelper output)
{
    private const int Connections = 5000;
    // Measured alone: 1.4 to 1.7 KB. The rest is for what other tests of the process leave on the heap.
    private const int BytesPerConnectionMax = 4096;
    private const int Measurements = 4;

    [Fact]
    public void A_connection_that_has_just_begun_to_read_is_small() => Measure("new", _ => { });

    [Fact]
    public void A_connection_that_is_idle_again_after_traffic_is_small()
    {
        byte[] said =
        [
            .. ClientFrame.Text(new string('x', 3000)).ToBytes(),
            .. new ClientFrame(WebSocketOpcode.Ping, new byte[16]).ToBytes(),
            .. new ClientFrame(WebSocketOpcode.Pong, new byte[16]).ToBytes(),
        ];
        var frame = WebSocketFrames.Text(new byte[200]);
        Measure("after traffic", c =>
        {
            c.Stream.Receive(said);
            for (var i = 0; i < 20; i++) c.Socket.TryEnqueue(frame);
            Assert.True(SpinWait.SpinUntil(() => c.Socket is { OutboxBytes: 0 } && c.Socket.StalledFor == TimeSpan.Zero, TestDeadline.Generous));
        });
    }

    private void Measure(string name, Action<(WebSocketConnection Socket, SilentStream Stream)> use)
    {
        // Once before, so that what is made once per process does not count. What is left over from other tests only ever adds to the heap, so
        // the smallest of a few measurements is the nearest to the truth.
        use(Begin());
        var each = Enumerable.Range(0, Measurements).Min(_ => MeasureOnce(use));
        output.WriteLine($"{name}: {each} bytes per idle connection");
        Assert.InRange(each, 0, BytesPerConnectionMax);
    }

    private static long MeasureOnce(Action<(WebSocketConnection Socket, SilentStream Stream)> use)
    {
        var kept = new (WebSocketConnection Socket, SilentStream Stream)[Connections];
        for (var i = 0; i < Connections; i++) kept[i].Stream = new SilentStream();
        var before = GC.GetTotalMemory(forceFullCollection: true);
        for (var i = 0; i < Connections; i++) kept[i] = Begin(kept[i].Stream);
        foreach (var connection in kept) use(connection);
        var each = (GC.GetTotalMemory(forceFullCollection: true) - before) / Connections;
        GC.KeepAlive(kept);
        return each;
    }

    private static (WebSocketConnection Socket, SilentStream Stream) Begin(SilentStream? stream = null)
    {
        stream ??= new SilentStream();
        var socket = new WebSocketConnection(stream, () => { }, WebSocketLimits.Default, TimeProvider.System);
        _ = ReadForeverAsync(socket);
        return (socket, stream);
    }

    private static async Task ReadForeverAsync(WebSocketConnection socket)
    {
        while ((await socket.ReadAsync()).Kind != WebSocketEventKind.None)
        {
        }
    }
}
