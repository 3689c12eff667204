using OrleansChat.Logs;
using OrleansChat.Sessions;

namespace OrleansChat.Tests.Sessions;

/// <summary>What a fed session writes, and when it pauses (design.md 3.5, 3.7).</summary>
public sealed class ChatSessionFeedTests
{
    [Fact]
    public async Task Hints_that_fit_are_written_without_a_read()
    {
        var bench = new SessionBench();
        await using var socket = await bench.FedAsync();
        for (var i = 1; i <= 5; i++)
        {
            bench.Say();
            Assert.Equal([i], await socket.ReceiveAsync(1));
        }

        Assert.DoesNotContain(socket.User.Calls, call => call.StartsWith("read", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_gap_is_read_and_nothing_comes_twice()
    {
        var bench = new SessionBench();
        await using var socket = await bench.FedAsync();
        bench.Say();
        Assert.Equal([1], await socket.ReceiveAsync(1));
        var lost = bench.User.Append();
        bench.Say();
        Assert.Equal([2, 3], await socket.ReceiveAsync(2));
        bench.Hint(lost);
        bench.Say();
        Assert.Equal([4], await socket.ReceiveAsync(1));
        Assert.Single(socket.User.Calls, call => call.StartsWith("read", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_void_row_is_passed_and_confirmed()
    {
        var bench = new SessionBench();
        await using var socket = await bench.FedAsync();
        bench.Say(kind: LogEntryKind.Void);
        await socket.User.CalledAsync("confirm 1");
        bench.Say();
        Assert.Equal([2], await socket.ReceiveAsync(1));
        await socket.User.CalledAsync("confirm 2");
    }

    [Fact]
    public async Task A_void_row_behind_a_message_is_confirmed_with_the_message()
    {
        var bench = new SessionBench();
        await using var socket = await bench.FedAsync();
        bench.Say();
        var (_, ping) = await socket.BurstAsync();
        bench.Say(kind: LogEntryKind.Void);
        bench.Say();
        bench.Say(kind: LogEntryKind.Void);
        socket.Session.OnPong(ping);
        Assert.Equal([3], await socket.ReceiveAsync(1));
        await socket.User.CalledAsync("confirm 4");
    }

    [Fact]
    public async Task A_full_window_of_frames_pauses_until_a_pong()
    {
        var bench = new SessionBench(new ChatSessionOptions { UnconfirmedFramesMax = 3 });
        await using var socket = await bench.FedAsync();
        for (var i = 0; i < 7; i++) bench.User.Append();
        bench.Feeds.Find(LogId.Of(SessionBench.Wu))!.NoteHead(7);
        foreach (var expected in (long[][])[[1, 2, 3], [4, 5, 6], [7]])
        {
            var (messages, ping) = await socket.BurstAsync();
            Assert.Equal(expected, messages);
            socket.Session.OnPong(ping);
        }

        Assert.False(socket.Connection.Transport.HasWrite);
    }

    [Fact]
    public async Task A_full_window_of_bytes_pauses_until_a_pong()
    {
        var bench = new SessionBench(new ChatSessionOptions { UnconfirmedBytesMax = 1_000 });
        await using var socket = await bench.FedAsync();
        for (var i = 0; i < 4; i++) bench.User.Append(bytes: 600);
        bench.Feeds.Find(LogId.Of(SessionBench.Wu))!.NoteHead(4);

        // Two fit: the second begins below the bound and ends above it.
        var (messages, ping) = await socket.BurstAsync();
        Assert.Equal([1, 2], messages);
        socket.Session.OnPong(ping);
        Assert.Equal([3, 4], await socket.ReceiveAsync(2));
    }

    [Fact]
    public async Task Pongs_that_answer_no_ping_of_this_connection_move_nothing()
    {
        var bench = new SessionBench(new ChatSessionOptions { UnconfirmedFramesMax = 1 });
        await using var socket = await bench.FedAsync();
        bench.Say();
        bench.Say();
        var (messages, ping) = await socket.BurstAsync();
        Assert.Equal([1], messages);
        byte[] foreign = [.. ping];
        foreign[0] ^= 1;
        byte[] ahead = [.. ping];
        ahead[^1]++;
        foreach (var pong in (byte[][])[foreign, ahead, [], [.. ping, 0]]) socket.Session.OnPong(pong);
        Assert.DoesNotContain(socket.User.Calls, call => call.StartsWith("confirm", StringComparison.Ordinal));
        socket.Session.OnPong(ping);
        socket.Session.OnPong(ping);
        Assert.Equal([2], (await socket.BurstAsync()).Messages);
        await socket.User.CalledAsync("confirm 1");
    }

    [Fact]
    public async Task A_read_that_failed_is_made_again_by_the_next_tick()
    {
        var bench = new SessionBench();
        await using var socket = await bench.FedAsync();
        var answer = bench.User.Read;
        bench.User.Read = _ => throw new TimeoutException();
        bench.User.Append();
        bench.Feeds.Find(LogId.Of(SessionBench.Wu))!.NoteHead(1);
        await socket.User.CalledAsync("read 0");
        bench.User.Read = answer;

        // The failed pump may still be about to end; a tick of a later second finds it over.
        await Fakes.Eventually.HoldsAsync(
            () =>
            {
                socket.Session.Tick(isNewest: true);
                return socket.Connection.Transport.HasWrite;
            },
            "the tick reads again");
        Assert.Equal([1], await socket.ReceiveAsync(1));
    }

    [Fact]
    public async Task A_frame_that_the_outbox_has_no_room_for_waits_and_is_neither_lost_nor_sent_twice()
    {
        var bench = new SessionBench();
        await using var socket = await bench.FedAsync(limits: new() { OutboxBytesMax = 1_000 });
        socket.Connection.Transport.HoldWrites();
        socket.Connection.Socket.TryEnqueue(OrleansChat.Sockets.SocketFrames.Heartbeat);
        await socket.NextAsync();
        bench.Say(bytes: 500);
        bench.Say(bytes: 500);
        await Fakes.Eventually.HoldsAsync(() => socket.Connection.Socket.OutboxBytes > 500, "the first frame waits");
        socket.Session.Tick(isNewest: true);
        socket.Connection.Transport.ReleaseWrites();
        Assert.Equal([1, 2], await socket.ReceiveAsync(2));
        Assert.False(socket.Connection.Socket.Closed.IsCompleted);
    }

    [Fact]
    public async Task A_frame_that_an_empty_outbox_refuses_ends_the_connection()
    {
        var bench = new SessionBench();
        await using var socket = await bench.FedAsync(limits: new() { OutboxBytesMax = 1_000 });
        bench.Say(bytes: 2_000);
        await socket.IsAbortedAsync();
    }
}
