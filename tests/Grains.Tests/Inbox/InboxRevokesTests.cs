using OrleansChat.Logs;
using OrleansChat.Storage;

namespace OrleansChat.Tests.Inbox;

/// <summary>What becomes of a message that its sender takes back.</summary>
public sealed class InboxRevokesTests
{
    [Fact]
    public void A_revoke_is_answered_when_it_is_durable_and_then_hinted() => Simulation.RunAll(async simulation =>
    {
        var bench = new InboxBench(simulation);
        await bench.Sessions.OpenAsync(new FakeFrontend().Session());
        var message = (await bench.SendAsync(InboxBench.Message("hello"))).Message;
        bench.Log.IsHeld = true;
        var revoking = bench.RevokeAsync(message);
        await simulation.SettleAsync();
        Assert.False(revoking.IsCompleted);
        Assert.Single(bench.Hints.Published);

        bench.Log.Release();
        var outcome = await revoking;
        var hint = bench.Hints.Published[^1].Hint;
        Assert.Equal((2, LogEntryKind.Revoke), (hint.Head, hint.Entry!.Kind));
        Assert.Equal(bench.Hints.Published[0].Hint.Entry!.MessageId, hint.Entry.MessageId);
        Assert.Equal(outcome.Message, hint.Entry.Body);
        Assert.Equal([LogEntryKind.Void, LogEntryKind.Revoke], bench.Log.Entries(InboxBench.LogOfUser).Select(entry => entry.Kind));
        Assert.Empty(bench.Log.Entries(InboxBench.LogOfUser)[0].Body);
    });

    [Fact]
    public void Two_revokes_of_one_message_at_once_make_one_revoke_and_a_later_one_gets_its_answer() => Simulation.RunAll(async simulation =>
    {
        var bench = new InboxBench(simulation);
        var message = (await bench.SendAsync(InboxBench.Message("hello"))).Message;
        bench.Log.IsHeld = true;
        var first = bench.RevokeAsync(message);
        var second = bench.RevokeAsync(message);
        await simulation.SettleAsync();
        bench.Log.IsHeld = false;
        bench.Log.Release();
        Assert.NotNull((await first).Message);
        Assert.Equal((await first).Message, (await second).Message);

        simulation.Clock.Advance(TimeSpan.FromMinutes(4));
        Assert.Equal((await first).Message, (await bench.RevokeAsync(message)).Message);
        Assert.Equal(2, bench.Log.Handed.Count);
    });

    [Fact]
    public void Later_than_five_minutes_of_a_stranger_and_of_nothing_there_is_the_same_refusal() => Simulation.RunAll(async simulation =>
    {
        var bench = new InboxBench(simulation);
        var message = (await bench.SendAsync(InboxBench.Message("hello"))).Message;
        Assert.Equal(ChatError.RevokeTooLate, (await bench.RevokeAsync(message, sender: 4)).Error);
        Assert.Equal(ChatError.RevokeTooLate, (await bench.Revokes.RevokeAsync(InboxBench.Revoke(Guid.NewGuid()), receiver: null)).Error);
        simulation.Clock.Advance(TimeSpan.FromMilliseconds(300_001));
        Assert.Equal(ChatError.RevokeTooLate, (await bench.RevokeAsync(message)).Error);
        Assert.Single(bench.Log.Handed);
    });

    [Fact]
    public void A_retry_of_a_message_that_was_taken_back_does_not_bring_it_again() => Simulation.RunAll(async simulation =>
    {
        var bench = new InboxBench(simulation);
        var message = InboxBench.Message("hello", key: "k");
        await bench.RevokeAsync((await bench.SendAsync(message)).Message);
        Assert.Equal(ChatError.MessageRevoked, (await bench.SendAsync(message)).Error);
        Assert.Equal(ChatError.MessageRevoked, (await bench.SendToDisabledAsync(message)).Error);
        Assert.DoesNotContain(LogEntryKind.Message, bench.Log.Entries(InboxBench.LogOfUser).Select(entry => entry.Kind));
    });

    [Fact]
    public void A_revoke_whose_answer_was_lost_is_repeated_and_stands_once() => Simulation.RunAll(async simulation =>
    {
        var bench = new InboxBench(simulation);
        var message = (await bench.SendAsync(InboxBench.Message("hello"))).Message;
        bench.Log.IsHeld = true;
        var lost = bench.RevokeAsync(message);
        await simulation.SettleAsync();
        bench.Log.FailNext(isWritten: true);
        await Assert.ThrowsAsync<StoreOutcomeUnknownException>(() => lost);
        Assert.Single(bench.Ends);

        bench.Log.IsHeld = false;
        var next = new InboxBench(simulation, log: bench.Log);
        Assert.True((await next.RevokeAsync(message)).IsAccepted);
        Assert.Equal([LogEntryKind.Void, LogEntryKind.Revoke], bench.Log.Entries(InboxBench.LogOfUser).Select(entry => entry.Kind));
    });

    [Fact]
    public void Beyond_the_bound_of_appends_a_revoke_is_told_busy() => Simulation.RunAll(async simulation =>
    {
        var bench = new InboxBench(simulation, new() { AppendsInFlightMax = 1 });
        var message = (await bench.SendAsync(InboxBench.Message("hello"))).Message;
        bench.Log.IsHeld = true;
        var sending = bench.SendAsync(InboxBench.Message("in flight"));
        Assert.Equal(ChatError.Busy, (await bench.RevokeAsync(message)).Error);
        bench.Log.Release();
        await sending;
    });
}
