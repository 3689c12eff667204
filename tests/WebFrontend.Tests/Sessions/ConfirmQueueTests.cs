using OrleansChat.Sessions;
using OrleansChat.Tests.Sockets.WebSockets;
using OrleansChat.Users;

namespace OrleansChat.Tests.Sessions;

/// <summary>Receipts are told together, soon, and each session by itself (design.md 3.7).</summary>
public sealed class ConfirmQueueTests
{
    private static readonly UserId Lin = new(8);

    private readonly ManualTime _time = new();
    private readonly SessionBench _bench;

    public ConfirmQueueTests() => _bench = new SessionBench(confirmClock: _time);

    [Fact]
    public async Task Receipts_within_the_wait_are_told_once_with_the_highest()
    {
        await using var socket = await _bench.FedAsync();
        var waits = _time.WhenTimerSet();
        for (var i = 0; i < 5; i++)
        {
            _bench.Say();
            await socket.ReceiveAsync(1);
        }

        await waits;
        Assert.DoesNotContain(socket.User.Calls, IsConfirm);
        _time.Advance(TimeSpan.FromMilliseconds(1));
        await socket.User.CalledAsync("confirm 5");
        Assert.Single(socket.User.Calls, IsConfirm);
    }

    [Fact]
    public async Task A_receipt_that_could_not_be_told_is_told_again_after_a_second()
    {
        await using var socket = await _bench.FedAsync();
        var confirm = socket.User.Confirm;
        socket.User.Confirm = _ => throw new TimeoutException();
        await ConfirmOneAsync(socket);
        await socket.User.CalledAsync("confirm 1");
        socket.User.Confirm = confirm;
        await AdvanceUntilAsync(() => socket.User.Confirmed == 1);
    }

    [Fact]
    public async Task A_session_that_cannot_tell_its_receipts_does_not_hold_up_another()
    {
        await using var failing = await _bench.FedAsync(Lin);
        await using var healthy = await _bench.FedAsync();
        failing.User.Confirm = _ => throw new TimeoutException();
        await ConfirmOneAsync(failing, Lin);
        await failing.User.CalledAsync("confirm 1");

        // In steps far smaller than the second after which the failing one is tried again.
        _bench.Say();
        await healthy.ReceiveAsync(1);
        await AdvanceUntilAsync(() => healthy.User.Confirmed == 1, stepMilliseconds: 0.1);
        Assert.Single(failing.User.Calls, IsConfirm);
    }

    [Fact]
    public async Task A_session_whose_grain_does_not_answer_does_not_hold_up_another_and_is_asked_once()
    {
        await using var hanging = await _bench.FedAsync(Lin);
        await using var healthy = await _bench.FedAsync();
        var answer = new TaskCompletionSource<bool>();
        hanging.User.Confirm = _ => answer.Task;
        await ConfirmOneAsync(hanging, Lin);
        await hanging.User.CalledAsync("confirm 1");

        // The loop may still be running, so that no new timer announces the next round: time goes on until it has come.
        _bench.Say();
        await healthy.ReceiveAsync(1);
        await AdvanceUntilAsync(() => healthy.User.Confirmed == 1);

        // What it confirms meanwhile is told when the first answer is there.
        _bench.Say(Lin);
        await hanging.ReceiveAsync(1);
        Assert.Single(hanging.User.Calls, IsConfirm);
        hanging.User.Confirm = _ => Task.FromResult(true);
        answer.SetResult(true);
        await AdvanceUntilAsync(() => hanging.User.Calls.Contains("confirm 2"));
    }

    [Fact]
    public async Task With_nothing_left_to_tell_the_loop_ends_and_the_next_receipt_begins_another()
    {
        await using var socket = await _bench.FedAsync();
        await ConfirmOneAsync(socket);
        await socket.User.CalledAsync("confirm 1");
        await AdvanceUntilAsync(() => !_bench.Services.Confirms.IsRunning);
        await ConfirmOneAsync(socket);
        await socket.User.CalledAsync("confirm 2");
    }

    [Fact]
    public async Task A_session_that_has_closed_is_not_tried_again()
    {
        await using var socket = await _bench.FedAsync();
        socket.User.Confirm = _ => throw new TimeoutException();
        await ConfirmOneAsync(socket);
        await socket.User.CalledAsync("confirm 1");
        await socket.Session.CloseAsync();
        for (var i = 0; i < 5; i++)
        {
            await AdvanceUntilAsync(() => !_bench.Services.Confirms.IsRunning);
            _time.Advance(TimeSpan.FromSeconds(1));
        }

        Assert.Equal(2, socket.User.Calls.Count(IsConfirm));
    }

    private static bool IsConfirm(string call) => call.StartsWith("confirm", StringComparison.Ordinal);

    private async Task ConfirmOneAsync(SessionUnderTest socket, UserId? user = null)
    {
        var waits = _time.WhenTimerSet();
        _bench.Say(user);
        await socket.ReceiveAsync(1);
        await waits;
        _time.Advance(TimeSpan.FromMilliseconds(1));
    }

    // The loop sets its next timer on a thread of the pool, so the clock is moved until it has.
    private Task AdvanceUntilAsync(Func<bool> condition, double stepMilliseconds = 100) => Fakes.Eventually.HoldsAsync(
        () =>
        {
            if (condition()) return true;
            _time.Advance(TimeSpan.FromMilliseconds(stepMilliseconds));
            return false;
        },
        "the queue goes on");
}
