using OrleansChat.Inbox;
using OrleansChat.Sessions;

namespace OrleansChat.Tests.Sessions;

/// <summary>The handover of an app's feed, on the side of the session that lets go (docs/adr/0002).</summary>
public sealed class ChatSessionReleaseTests
{
    [Fact]
    public async Task A_session_without_outstanding_receipts_lets_go_at_once_and_writes_nothing_more()
    {
        var bench = new SessionBench();
        await using var socket = await bench.FedAsync();
        await socket.Session.ReleaseAsync();
        await socket.User.CalledAsync("released");
        await socket.ReachesAsync(SessionState.Silent);
        bench.Say();

        // Fed again it starts where the app stands by then: another socket has confirmed the first message.
        bench.User.Confirmed = 1;
        await socket.Session.ClaimAsync();
        bench.Say();
        Assert.Equal([2], await socket.ReceiveAsync(1));
    }

    [Fact]
    public async Task Outstanding_receipts_are_awaited_and_told_before_the_release()
    {
        var bench = new SessionBench();
        await using var socket = await bench.FedAsync();
        bench.Say();
        var (_, ping) = await socket.BurstAsync();
        await socket.Session.ReleaseAsync();
        Assert.Equal(SessionState.Releasing, socket.State);
        Assert.True(socket.Session.ToOpenSession().IsFed, "its receipts still count");
        bench.Say();
        Assert.DoesNotContain("released", socket.User.Calls);

        socket.Session.OnPong(ping);
        await socket.User.CalledAsync("released");
        Assert.Contains("confirm 1", socket.User.Calls.TakeWhile(call => call != "released"));
        await socket.ReachesAsync(SessionState.Silent);
        Assert.False(socket.Connection.Transport.HasWrite, "nothing is written after the release");
    }

    [Fact]
    public async Task Frames_written_behind_the_ping_that_is_under_way_are_asked_for_too()
    {
        var bench = new SessionBench();
        await using var socket = await bench.FedAsync();
        bench.Say();
        var (_, first) = await socket.BurstAsync();
        bench.Say();
        await socket.NextAsync();
        await socket.Session.ReleaseAsync();
        socket.Session.OnPong(first);
        var (_, second) = await socket.BurstAsync();
        Assert.Equal(SessionState.Releasing, socket.State);
        socket.Session.OnPong(second);
        await socket.User.CalledAsync("released");
        Assert.Contains("confirm 2", socket.User.Calls.TakeWhile(call => call != "released"));
    }

    [Fact]
    public async Task A_session_told_to_let_go_while_it_claims_does_and_the_late_answer_does_not_feed_it()
    {
        var bench = new SessionBench();
        var answer = new TaskCompletionSource<ClaimFeedOutcome>();
        bench.User.Claim = () => answer.Task;
        await using var socket = bench.Begin();
        var opening = socket.Session.OpenAsync();
        Assert.Equal(SessionState.Claiming, socket.State);
        await socket.Session.ReleaseAsync();
        await socket.User.CalledAsync("released");
        await socket.ReachesAsync(SessionState.Silent);
        answer.SetResult(new ClaimFeedOutcome(IsGranted: true, 0));
        await opening;
        Assert.Equal(SessionState.Silent, socket.State);
    }

    [Fact]
    public async Task The_late_answer_to_an_earlier_claim_is_not_taken_for_the_answer_to_the_next()
    {
        var bench = new SessionBench();
        var (first, second) = (new TaskCompletionSource<ClaimFeedOutcome>(), new TaskCompletionSource<ClaimFeedOutcome>());
        bench.User.Claim = () => first.Task;
        await using var socket = bench.Begin();
        var opening = socket.Session.OpenAsync();
        await socket.Session.ReleaseAsync();
        await socket.ReachesAsync(SessionState.Silent);
        bench.User.Claim = () => second.Task;
        var claiming = socket.Session.ClaimAsync();

        first.SetResult(new ClaimFeedOutcome(IsGranted: true, 0));
        await opening;
        Assert.Equal(SessionState.Claiming, socket.State);
        second.SetResult(new ClaimFeedOutcome(IsGranted: true, 0));
        await claiming;
        Assert.Equal(SessionState.Fed, socket.State);
    }

    [Fact]
    public async Task A_session_claims_again_only_after_its_receipts_and_its_release_are_told()
    {
        var bench = new SessionBench();
        await using var socket = await bench.FedAsync();
        bench.Say();
        var (_, ping) = await socket.BurstAsync();
        await socket.Session.ReleaseAsync();
        var (telling, confirm) = (new TaskCompletionSource(), bench.User.Confirm);
        bench.User.Confirm = async sequence =>
        {
            await telling.Task;
            return await confirm(sequence);
        };
        socket.Session.OnPong(ping);
        await socket.User.CalledAsync("confirm 1");

        // Granted now, it would be fed from 0 again: the grain has not heard of the receipt.
        await socket.Session.ClaimAsync();
        Assert.Single(socket.User.Calls, "claim");
        telling.SetResult();
        await socket.ReachesAsync(SessionState.Silent);
        await socket.Session.ClaimAsync();
        bench.Say();
        Assert.Equal([2], await socket.ReceiveAsync(1));
        Assert.True(Array.LastIndexOf(socket.User.Calls, "claim") > Array.IndexOf(socket.User.Calls, "released"));
    }

    [Fact]
    public async Task A_grain_that_knows_of_fewer_receipts_than_the_socket_does_not_make_it_send_twice()
    {
        var bench = new SessionBench();
        await using var socket = await bench.FedAsync(isTransient: true);
        bench.Say();
        Assert.Equal([1], await socket.ReceiveAsync(1));
        await socket.Session.ReleaseAsync();
        await socket.ReachesAsync(SessionState.Silent);
        bench.User.Confirmed = 0;
        await socket.Session.ClaimAsync();
        bench.Say();
        Assert.Equal([2], await socket.ReceiveAsync(1));
    }

    [Fact]
    public async Task A_release_is_not_told_before_the_last_receipt_could_be()
    {
        var bench = new SessionBench();
        await using var socket = await bench.FedAsync();
        bench.Say();
        var (_, ping) = await socket.BurstAsync();
        await socket.Session.ReleaseAsync();
        var confirm = bench.User.Confirm;
        bench.User.Confirm = _ => throw new TimeoutException();
        socket.Session.OnPong(ping);
        await socket.User.CalledAsync("confirm 1");
        Assert.Equal(SessionState.Releasing, socket.State);

        bench.User.Confirm = confirm;
        await Fakes.Eventually.HoldsAsync(
            () =>
            {
                socket.Session.Tick(isNewest: false);
                return socket.State == SessionState.Silent;
            },
            "the tick tells it");
        Assert.Single(socket.User.Calls, "released");
        Assert.Equal(1, bench.User.Confirmed);
    }

    [Fact]
    public async Task A_session_that_closes_while_it_lets_go_tells_its_receipts_and_its_end()
    {
        var bench = new SessionBench();
        await using var socket = await bench.FedAsync();
        bench.Say();
        bench.Say();
        var (messages, ping) = await socket.BurstAsync();
        while (messages.Count < 2) messages.AddRange((await NextAfter(socket, ping, p => ping = p)).Messages);
        await socket.Session.ReleaseAsync();
        await socket.Session.CloseAsync();
        Assert.DoesNotContain("released", socket.User.Calls);
        Assert.Equal("close", socket.User.Calls[^1]);
        socket.Session.OnPong(ping);
        Assert.Equal("close", socket.User.Calls[^1]);
    }

    private static async Task<(List<long> Messages, byte[] Ping)> NextAfter(SessionUnderTest socket, byte[] ping, Action<byte[]> keep)
    {
        socket.Session.OnPong(ping);
        var burst = await socket.BurstAsync();
        keep(burst.Ping);
        return burst;
    }
}
