using OrleansChat.Sockets.WebSockets;

namespace OrleansChat.Tests.Sockets.WebSockets;

/// <summary>The writing side of a connection.</summary>
public sealed class WebSocketOutboxTests
{
    [Fact]
    public async Task What_waits_behind_a_write_leaves_in_one_write_in_order()
    {
        await using var connection = new ConnectionUnderTest();
        connection.Transport.HoldWrites();
        connection.Socket.TryEnqueue("0"u8.ToArray());
        await connection.Transport.NextWriteAsync();
        for (var i = 1; i < 10; i++) Assert.True(connection.Socket.TryEnqueue(new[] { (byte)('0' + i) }));
        connection.Transport.ReleaseWrites();
        Assert.Equal("123456789"u8.ToArray(), await connection.Transport.NextWriteAsync());
    }

    [Fact]
    public async Task Entries_over_the_size_of_a_write_are_split_between_entries_and_a_large_one_goes_alone()
    {
        await using var connection = new ConnectionUnderTest(new WebSocketLimits { WriteBytesMax = 200 });
        connection.Transport.HoldWrites();
        connection.Socket.TryEnqueue(new byte[1]);
        await connection.Transport.NextWriteAsync();
        foreach (var length in new[] { 90, 90, 90, 500, 10 }) connection.Socket.TryEnqueue(new byte[length]);
        connection.Transport.ReleaseWrites();
        foreach (var length in new[] { 180, 90, 500, 10 }) Assert.Equal(length, (await connection.Transport.NextWriteAsync()).Length);
    }

    [Fact]
    public async Task Past_the_bound_in_bytes_nothing_is_taken_until_a_write_has_ended()
    {
        await using var connection = new ConnectionUnderTest(new WebSocketLimits { OutboxBytesMax = 1000 });
        connection.Transport.HoldWrites();
        Assert.True(connection.Socket.TryEnqueue(new byte[600]));
        await connection.Transport.NextWriteAsync();
        Assert.False(connection.Socket.TryEnqueue(new byte[401]), "a write under way still counts");
        Assert.True(connection.Socket.TryEnqueue(new byte[400]));
        Assert.Equal(1000, connection.Socket.OutboxBytes);
        connection.Transport.HoldWrites();
        Assert.False(connection.Socket.TryEnqueue(new byte[1]));
    }

    [Fact]
    public async Task Past_the_bound_in_entries_nothing_is_taken()
    {
        await using var connection = new ConnectionUnderTest(new WebSocketLimits { OutboxEntriesMax = 3 });
        connection.Transport.HoldWrites();
        connection.Socket.TryEnqueue(new byte[1]);
        await connection.Transport.NextWriteAsync();
        for (var i = 0; i < 3; i++) Assert.True(connection.Socket.TryEnqueue(new byte[1]));
        Assert.False(connection.Socket.TryEnqueue(new byte[1]));
    }

    [Fact]
    public async Task A_flood_of_pings_costs_one_pong_with_the_newest_payload()
    {
        await using var connection = new ConnectionUnderTest();
        connection.Transport.HoldWrites();
        connection.Socket.TryEnqueue("busy"u8.ToArray());
        await connection.Transport.NextWriteAsync();
        for (byte i = 0; i < 100; i++) connection.Transport.Receive(new ClientFrame(WebSocketOpcode.Ping, [i]));
        connection.Transport.Receive(ClientFrame.Text("all pings are read"));
        await connection.ReadAsync();
        connection.Transport.ReleaseWrites();
        connection.Socket.TryEnqueue("next"u8.ToArray());
        byte[] expected = [0x8A, 1, 99, .. "next"u8];
        var written = await connection.Transport.NextWriteAsync();
        if (written.Length < expected.Length) written = [.. written, .. await connection.Transport.NextWriteAsync()];
        Assert.Equal(expected, written);
    }

    [Fact]
    public async Task A_stall_is_seen_from_the_last_write_that_ended_and_only_while_something_waits()
    {
        await using var connection = new ConnectionUnderTest();
        connection.Time.Advance(TimeSpan.FromHours(1));
        Assert.Equal(TimeSpan.Zero, connection.Socket.StalledFor);
        connection.Transport.HoldWrites();
        connection.Socket.TryEnqueue(new byte[1]);
        connection.Time.Advance(TimeSpan.FromSeconds(20));
        Assert.Equal(TimeSpan.FromSeconds(20), connection.Socket.StalledFor);
        await connection.Transport.NextWriteAsync();
        connection.Socket.TryEnqueue(new byte[1]);
        var first = connection.Transport;
        first.ReleaseWrites();
        await first.NextWriteAsync();
        connection.Time.Advance(TimeSpan.FromSeconds(1));
        Assert.InRange(connection.Socket.StalledFor, TimeSpan.Zero, TimeSpan.FromSeconds(1));
    }

    [Fact]
    public async Task A_failing_write_ends_the_connection()
    {
        await using var connection = new ConnectionUnderTest();
        connection.Transport.Abort();
        connection.Socket.TryEnqueue(new byte[1]);
        Assert.Equal(WebSocketEnd.TransportEnded, await connection.Ended);
        Assert.False(connection.Socket.TryEnqueue(new byte[1]));
        Assert.Equal(0, connection.Socket.OutboxBytes);
    }

    [Fact]
    public async Task Many_threads_lose_no_frame_and_each_keeps_its_order()
    {
        const int Threads = 4, Frames = 5000;
        await using var connection = new ConnectionUnderTest();
        var writers = Enumerable.Range(0, Threads).Select(thread => Task.Run(async () =>
        {
            for (var i = 0; i < Frames; i++)
            {
                // "false" at the bound is an answer, not a loss: it is tried again.
                while (!connection.Socket.TryEnqueue(new[] { (byte)thread, (byte)(i >> 8), (byte)i })) await Task.Yield();
            }
        })).ToArray();

        var next = new int[Threads];
        for (var read = 0; read < Threads * Frames;)
        {
            var written = await connection.Transport.NextWriteAsync();
            for (var at = 0; at < written.Length; at += 3, read++) Assert.Equal(next[written[at]]++, (written[at + 1] << 8) | written[at + 2]);
        }

        await Task.WhenAll(writers);
    }

    [Fact]
    public async Task An_entry_of_nothing_is_a_mistake_of_the_caller()
    {
        await using var connection = new ConnectionUnderTest();
        Assert.Throws<ArgumentException>(() => connection.Socket.TryEnqueue(default));
    }
}
