using OrleansChat.Inbox;
using OrleansChat.Sessions;

namespace OrleansChat.Tests.Sessions;

/// <summary>How a session tells its receipts, also to an activation that does not know it.</summary>
public sealed class ChatSessionReceiptTests
{
    [Fact]
    public async Task An_activation_that_does_not_know_the_session_learns_of_it_and_of_its_receipt()
    {
        var bench = new SessionBench();
        await using var socket = await bench.FedAsync();
        ForgetSession(bench);
        bench.Say();
        Assert.Equal([1], await socket.ReceiveAsync(1));
        await socket.User.CalledAsync("open fed");
        await socket.User.CalledAsync("confirm 1");
        await Fakes.Eventually.HoldsAsync(() => bench.User.Confirmed == 1, "the receipt counts");
    }

    [Fact]
    public async Task The_receipts_of_a_session_that_ends_reach_an_activation_that_does_not_know_it()
    {
        var bench = new SessionBench(confirmClock: new Sockets.WebSockets.ManualTime());
        await using var socket = await bench.FedAsync();
        bench.Say();
        Assert.Equal([1], await socket.ReceiveAsync(1));
        ForgetSession(bench);
        await socket.Session.CloseAsync();
        Assert.Equal(1, bench.User.Confirmed);
        Assert.Equal(["confirm 1", "open fed", "confirm 1", "close"], socket.User.Calls[^4..]);
    }

    [Fact]
    public async Task A_session_that_ends_while_it_is_made_known_again_is_not_left_behind()
    {
        var bench = new SessionBench();
        await using var socket = await bench.FedAsync();
        var opened = new TaskCompletionSource<OpenSessionOutcome>();
        bench.User.Confirm = _ => Task.FromResult(false);
        bench.User.Open = _ => opened.Task;
        bench.Say();
        Assert.Equal([1], await socket.ReceiveAsync(1));
        await socket.User.CalledAsync("open fed");
        bench.User.Confirm = _ => Task.FromResult(true);
        await socket.Session.CloseAsync();
        await socket.User.CalledAsync("close");

        // The grain may have taken the opening after the close.
        opened.SetResult(new OpenSessionOutcome());
        await socket.User.CalledAsync("close");
    }

    [Fact]
    public async Task What_has_no_receipt_is_not_told_at_the_end()
    {
        var bench = new SessionBench();
        await using var socket = await bench.FedAsync();
        bench.Say();
        await socket.BurstAsync();
        await socket.Session.CloseAsync();
        Assert.DoesNotContain(socket.User.Calls, call => call.StartsWith("confirm", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_last_receipt_is_told_before_the_end()
    {
        var bench = new SessionBench(confirmClock: new Sockets.WebSockets.ManualTime());
        await using var socket = await bench.FedAsync();
        bench.Say();
        Assert.Equal([1], await socket.ReceiveAsync(1));
        Assert.DoesNotContain("confirm 1", socket.User.Calls);
        await socket.Session.CloseAsync();
        Assert.Equal(["confirm 1", "close"], socket.User.Calls[^2..]);
    }

    // The next confirmation is answered "unknown" until the session was opened again.
    private static void ForgetSession(SessionBench bench)
    {
        var (isKnown, open, confirm) = (false, bench.User.Open, bench.User.Confirm);
        bench.User.Open = command =>
        {
            isKnown = true;
            return open(command);
        };
        bench.User.Confirm = sequence => isKnown ? confirm(sequence) : Task.FromResult(false);
    }
}
