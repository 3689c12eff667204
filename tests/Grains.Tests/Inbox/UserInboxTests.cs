using OrleansChat.Inbox;
using OrleansChat.Logs;
using OrleansChat.Storage;
using OrleansChat.Users;

namespace OrleansChat.Tests.Inbox;

/// <summary>What becomes of a message that is sent to a user.</summary>
public sealed class UserInboxTests
{
    [Fact]
    public void A_message_is_answered_only_when_it_is_durable_and_then_hinted() => Simulation.RunAll(async simulation =>
    {
        var bench = new InboxBench(simulation);
        var frontend = new FakeFrontend();
        await bench.Sessions.OpenAsync(frontend.Session());
        bench.Log.IsHeld = true;
        var sending = bench.SendAsync(InboxBench.Message("hello"));
        await simulation.SettleAsync();
        Assert.False(sending.IsCompleted);
        Assert.Empty(bench.Hints.Published);

        bench.Log.Release();
        var outcome = await sending;
        var (id, hint) = Assert.Single(bench.Hints.Published);
        Assert.Equal(frontend.Ref.Id, id);
        Assert.Equal(1, hint.Head);
        Assert.Equal(outcome.Message, hint.Entry?.Body);
        Assert.Equal(outcome.Message, Assert.Single(bench.Log.Entries(InboxBench.LogOfUser)).Body);
    });

    [Fact]
    public void The_same_key_twice_at_once_is_one_append_and_one_answer() => Simulation.RunAll(async simulation =>
    {
        var bench = new InboxBench(simulation);
        bench.Log.IsHeld = true;
        var message = InboxBench.Message("hello", key: "k");
        var first = bench.SendAsync(message);
        var second = bench.SendAsync(message);
        bench.Log.Release();
        Assert.Equal((await first).Message, (await second).Message);
        Assert.Single(bench.Log.Handed);
    });

    [Fact]
    public void A_repeat_after_the_commit_gets_the_first_answer_and_a_hint_of_the_void_row() => Simulation.RunAll(async simulation =>
    {
        var bench = new InboxBench(simulation);
        await bench.Sessions.OpenAsync(new FakeFrontend().Session());
        var message = InboxBench.Message("hello", key: "k");
        var first = await bench.SendAsync(message);
        var repeat = await bench.SendAsync(message);
        Assert.Equal(first.Message, repeat.Message);
        Assert.Equal([LogEntryKind.Message, LogEntryKind.Void], bench.Hints.Published.Select(one => one.Hint.Entry?.Kind));
        Assert.Equal([1L, 2L], bench.Hints.Published.Select(one => one.Hint.Head));
    });

    [Fact]
    public void The_key_of_another_sender_is_another_key() => Simulation.RunAll(async simulation =>
    {
        var bench = new InboxBench(simulation);
        Assert.True((await bench.SendAsync(InboxBench.Message("one", key: "k", sender: 3))).IsAccepted);
        Assert.True((await bench.SendAsync(InboxBench.Message("two", key: "k", sender: 4))).IsAccepted);
        Assert.Equal(2, bench.Log.Entries(InboxBench.LogOfUser).Count(entry => entry.Kind == LogEntryKind.Message));
    });

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_key_that_stands_for_another_message_is_refused(bool atOnce) => Simulation.RunAll(async simulation =>
    {
        var bench = new InboxBench(simulation);
        bench.Log.IsHeld = atOnce;
        var first = bench.SendAsync(InboxBench.Message("hello", key: "k"));
        var other = bench.SendAsync(InboxBench.Message("good bye", key: "k"));
        bench.Log.Release();
        Assert.True((await first).IsAccepted);
        Assert.Equal(ChatError.ClientKeyReused, (await other).Error);
    });

    [Fact]
    public void Beyond_the_bound_the_answer_is_busy_and_nothing_is_appended() => Simulation.RunAll(async simulation =>
    {
        var bench = new InboxBench(simulation, new InboxOptions { AppendsInFlightMax = 2 });
        bench.Log.IsHeld = true;
        var first = bench.SendAsync(InboxBench.Message("1", key: "a"));
        var second = bench.SendAsync(InboxBench.Message("2", key: "b"));
        Assert.Equal(ChatError.Busy, (await bench.SendAsync(InboxBench.Message("3", key: "c"))).Error);
        Assert.Equal(ChatError.Busy, (await bench.SendAsync(InboxBench.Message("4"))).Error);
        Assert.Equal(2, bench.Log.Handed.Count);

        bench.Log.IsHeld = false;
        bench.Log.Release();
        Assert.True((await first).IsAccepted && (await second).IsAccepted);
        Assert.True((await bench.SendAsync(InboxBench.Message("3", key: "c"))).IsAccepted);
    });

    [Fact]
    public void A_refused_retry_of_a_message_that_stands_gets_its_first_answer() => Simulation.RunAll(async simulation =>
    {
        var bench = new InboxBench(simulation, new InboxOptions { AppendsInFlightMax = 1 });
        var message = InboxBench.Message("hello", key: "k");
        var first = await bench.SendAsync(message);
        Assert.Equal(first.Message, (await bench.SendToDisabledAsync(message)).Message);
        Assert.Equal(first.Message, (await bench.SendToNobodyAsync(message)).Message);
        Assert.Equal(ChatError.ClientKeyReused, (await bench.SendToDisabledAsync(InboxBench.Message("other", key: "k"))).Error);
        Assert.Equal(ChatError.ReceiverMissingOrDisabled, (await bench.SendToDisabledAsync(InboxBench.Message("hello"))).Error);
        Assert.Equal(ChatError.ReceiverMissingOrDisabled, (await bench.SendToNobodyAsync(InboxBench.Message("hello", key: "new"))).Error);

        bench.Log.IsHeld = true;
        var filling = bench.SendAsync(InboxBench.Message("the one place"));
        Assert.Equal(first.Message, (await bench.SendAsync(message)).Message);
        bench.Log.Release();
        await filling;
    });

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void An_unknown_outcome_reaches_every_caller_of_the_key_and_the_next_activation_makes_one_message(bool isWritten) => Simulation.RunAll(async simulation =>
    {
        var bench = new InboxBench(simulation);
        bench.Log.IsHeld = true;
        var message = InboxBench.Message("hello", key: "k");
        var first = bench.SendAsync(message);
        var second = bench.SendAsync(message);
        bench.Log.FailNext(isWritten);
        await Assert.ThrowsAsync<StoreOutcomeUnknownException>(() => first);
        await Assert.ThrowsAsync<StoreOutcomeUnknownException>(() => second);
        Assert.Single(bench.Ends);

        var next = new InboxBench(simulation, log: bench.Log);
        bench.Log.IsHeld = false;
        Assert.True((await next.SendAsync(message)).IsAccepted);
        Assert.Single(bench.Log.Entries(InboxBench.LogOfUser), static entry => entry.Kind == LogEntryKind.Message);
    });

    [Fact]
    public void A_failed_key_is_not_remembered() => Simulation.RunAll(async simulation =>
    {
        var bench = new InboxBench(simulation);
        bench.Log.Instead = () => throw new ArgumentException("not even taken");
        await Assert.ThrowsAsync<ArgumentException>(() => bench.SendAsync(InboxBench.Message("hello", key: "k")));
        Assert.Single(bench.Ends);
        Assert.Equal(ChatError.Busy, (await bench.SendAsync(InboxBench.Message("hello", key: "k"))).Error);
    });

    [Fact]
    public void A_head_is_told_to_those_who_subscribed_late() => Simulation.RunAll(async simulation =>
    {
        var bench = new InboxBench(simulation);
        await bench.FillAsync(3);
        var frontend = new FakeFrontend();
        bench.Inbox.HintHead([frontend.Ref]);
        var (id, hint) = Assert.Single(bench.Hints.Published);
        Assert.Equal(frontend.Ref.Id, id);
        Assert.Equal((3L, null), (hint.Head, hint.Entry));
    });

    [Fact]
    public void Whoever_sends_whatever_keys_every_key_is_one_message_and_every_answer_stands() => Property.OfScripts(script => Simulation.Run(script.Next(50), async simulation =>
    {
        var bench = new InboxBench(simulation, new InboxOptions { AppendsInFlightMax = 4 });
        List<(string? Key, string Text, Task<SendOutcome> Answer)> sent = [];
        while (script.HasNext)
        {
            if (script.Next(5) == 0)
            {
                bench.Log.IsHeld = !bench.Log.IsHeld;
                if (!bench.Log.IsHeld) bench.Log.Release();
                continue;
            }

            var key = script.Next(3) == 0 ? null : $"key{script.Next(4)}";
            var text = $"text{script.Next(2)}";
            sent.Add((key, text, bench.SendAsync(InboxBench.Message(text, key))));
            if (script.Next(3) == 0) await simulation.SettleAsync();
        }

        bench.Log.IsHeld = false;
        bench.Log.Release();
        var entries = bench.Log.Entries(InboxBench.LogOfUser);
        foreach (var (key, text, answer) in sent)
        {
            var outcome = await answer;
            if (!outcome.IsAccepted) continue;
            var stands = Assert.Single(entries, entry => entry.Body.AsSpan().SequenceEqual(outcome.Message));
            Assert.Contains($"\\\"data\\\":\\\"{text}\\\"", System.Text.Encoding.UTF8.GetString(stands.Body));
            Assert.Equal(key, bench.Log.Appends(InboxBench.LogOfUser)[(int)stands.Sequence - 1].ClientKey);
        }

        Assert.Empty(bench.Ends);
        var keys = entries.Where(entry => entry.Kind == LogEntryKind.Message)
            .Select(entry => bench.Log.Appends(InboxBench.LogOfUser)[(int)entry.Sequence - 1].ClientKey).Where(key => key is not null).ToList();
        Assert.Equal(keys.Distinct(), keys);
    }), scripts: 300);
}
