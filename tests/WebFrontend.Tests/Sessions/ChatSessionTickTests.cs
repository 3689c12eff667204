using OrleansChat.Inbox;
using OrleansChat.Sessions;
using OrleansChat.Sockets;

namespace OrleansChat.Tests.Sessions;

/// <summary>What happens to a session once a second.</summary>
public sealed class ChatSessionTickTests
{
    [Fact]
    public async Task A_receipt_that_is_late_ends_the_connection_without_a_close_frame()
    {
        var bench = new SessionBench();
        await using var socket = await bench.FedAsync();
        bench.Say();
        await socket.BurstAsync();
        bench.Clock.Advance(TimeSpan.FromSeconds(19.9));
        socket.Session.Tick(isNewest: true);
        Assert.False(socket.Connection.Socket.Closed.IsCompleted);
        bench.Clock.Advance(TimeSpan.FromSeconds(0.1));
        socket.Session.Tick(isNewest: true);
        await socket.IsAbortedAsync();
    }

    [Fact]
    public async Task A_write_that_makes_no_progress_ends_the_connection_without_a_close_frame()
    {
        var bench = new SessionBench();
        await using var socket = await bench.FedAsync();
        socket.Connection.Transport.HoldWrites();
        socket.Connection.Socket.TryEnqueue(SocketFrames.Heartbeat);
        await socket.NextAsync();
        bench.Clock.Advance(TimeSpan.FromSeconds(30));
        socket.Session.Tick(isNewest: true);
        await socket.IsAbortedAsync();
    }

    [Fact]
    public async Task An_idle_session_beats_every_thirty_seconds_and_is_never_ended()
    {
        var bench = new SessionBench();
        await using var socket = await bench.FedAsync();
        for (var beat = 1; beat <= 10; beat++)
        {
            for (var second = 0; second < 30; second++)
            {
                Assert.False(socket.Connection.Transport.HasWrite, "one beat a period");
                bench.Clock.Advance(TimeSpan.FromSeconds(1));
                socket.Session.Tick(isNewest: true);
            }

            Assert.Equal("""{"type":"ping"}""", System.Text.Encoding.UTF8.GetString((await socket.NextAsync()).Payload));
        }
    }

    [Fact]
    public async Task The_newest_session_asks_again_for_the_feed_and_others_do_not()
    {
        var bench = new SessionBench();
        bench.User.Claim = () => Task.FromResult(new ClaimFeedOutcome(IsGranted: false, 0));
        await using var socket = bench.Begin();
        await socket.Session.OpenAsync();
        Assert.Equal(SessionState.Silent, socket.State);
        bench.User.Claim = () => Task.FromResult(new ClaimFeedOutcome(IsGranted: true, 0));

        bench.Clock.Advance(TimeSpan.FromSeconds(3.9));
        socket.Session.Tick(isNewest: true);
        bench.Clock.Advance(TimeSpan.FromSeconds(0.1));
        socket.Session.Tick(isNewest: false);
        Assert.Equal(SessionState.Silent, socket.State);
        socket.Session.Tick(isNewest: true);
        await socket.ReachesAsync(SessionState.Fed);
    }

    [Fact]
    public async Task A_session_that_a_new_activation_does_not_know_makes_itself_known_before_it_asks_again()
    {
        var bench = new SessionBench();
        var isKnown = false;
        bench.User.Claim = () => Task.FromResult(new ClaimFeedOutcome(IsGranted: isKnown, 0));
        await using var socket = bench.Begin();
        await socket.Session.OpenAsync();
        bench.User.Open = _ =>
        {
            isKnown = true;
            return Task.FromResult(new OpenSessionOutcome());
        };

        bench.Clock.Advance(TimeSpan.FromSeconds(4));
        socket.Session.Tick(isNewest: true);
        await socket.ReachesAsync(SessionState.Fed);
        bench.Say();
        Assert.Equal([1], await socket.ReceiveAsync(1));
    }

    [Fact]
    public async Task A_claim_that_fails_is_made_again()
    {
        var bench = new SessionBench();
        var granted = bench.User.Claim;
        bench.User.Claim = () => throw new TimeoutException();
        await using var socket = bench.Begin();
        await socket.Session.OpenAsync();
        Assert.Equal(SessionState.Silent, socket.State);
        bench.User.Claim = granted;
        bench.Clock.Advance(TimeSpan.FromSeconds(4));
        socket.Session.Tick(isNewest: true);
        await socket.ReachesAsync(SessionState.Fed);
    }

    [Fact]
    public async Task A_ping_that_found_the_outbox_full_is_made_again()
    {
        var bench = new SessionBench();
        await using var socket = await bench.FedAsync(limits: new() { OutboxEntriesMax = 1 });
        bench.Say();
        Assert.Single(Sockets.WebSockets.ServerFrames.Parse(await socket.Connection.Transport.NextWriteAsync()));

        // The message filled the outbox; should the ping have found room nevertheless, it is there already.
        await Fakes.Eventually.HoldsAsync(
            () =>
            {
                socket.Session.Tick(isNewest: true);
                return socket.Connection.Transport.HasWrite;
            },
            "the ping is made again");
        socket.Session.OnPong((await socket.BurstAsync()).Ping);
        await socket.User.CalledAsync("confirm 1");
    }
}
