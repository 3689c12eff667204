using OrleansChat.Logs;
using OrleansChat.Storage;

namespace OrleansChat.Tests.Logs;

/// <summary>The one way in which an activation appends.</summary>
public sealed class LogWriterTests
{
    private static readonly LogId s_log = new(LogKind.Group, 5);

    [Fact]
    public void The_store_has_the_entry_when_TryAppend_returns() => Simulation.Run(1, async _ =>
    {
        var store = new MemoryLog { IsHeld = true };
        var writer = NewWriter(store, []);
        Assert.True(writer.TryAppend(Entry("a"), out var first));
        Assert.True(writer.TryAppend(Entry("b"), out var second));
        Assert.Equal([1L, 2L], store.Handed.Select(append => append.Sequence));
        Assert.Equal([true, false], store.Handed.Select(append => append.ClaimsEpoch));
        Assert.Equal(0, writer.Head);

        store.Release();
        Assert.Equal(1, (await first).Entry.Sequence);
        Assert.Equal(2, (await second).Entry.Sequence);
        Assert.Equal(2, writer.Head);
        Assert.Equal(0, writer.InFlight);
    });

    [Fact]
    public void A_repeat_gives_the_first_entry_and_the_number_of_the_void_row() => Simulation.Run(1, async _ =>
    {
        var store = new MemoryLog();
        var writer = NewWriter(store, []);
        Assert.True(writer.TryAppend(Entry("a", key: "k"), out var first));
        Assert.True(writer.TryAppend(Entry("b", key: "k"), out var second));
        Assert.Null((await first).Filler);
        Assert.Equal(2, (await second).Filler);
        Assert.Equal((await first).Entry.Body, (await second).Entry.Body);
        Assert.Equal(2, writer.Head);
    });

    [Fact]
    public void An_unknown_outcome_ends_the_activation_once_and_refuses_what_follows() => Simulation.RunAll(async _ =>
    {
        List<Exception?> ends = [];
        var store = new MemoryLog { IsHeld = true };
        var writer = NewWriter(store, ends);
        writer.TryAppend(Entry("a"), out var first);
        writer.TryAppend(Entry("b"), out var second);
        writer.TryAppend(Entry("c"), out var third);
        store.FailNext(isWritten: false);
        await Assert.ThrowsAsync<StoreOutcomeUnknownException>(() => first!);
        store.Release();
        await Assert.ThrowsAsync<StoreOutcomeUnknownException>(() => second!);
        await Assert.ThrowsAsync<StoreOutcomeUnknownException>(() => third!);

        Assert.Single(ends);
        Assert.False(writer.TryAppend(Entry("d"), out var refused));
        Assert.Null(refused);
        Assert.Equal(0, writer.InFlight);
        Assert.Empty(store.Entries(s_log));
    });

    [Fact]
    public void A_store_that_throws_at_once_ends_the_activation_like_any_other_failure() => Simulation.Run(1, async _ =>
    {
        List<Exception?> ends = [];
        var store = new MemoryLog { Instead = () => throw new ArgumentException("not even taken") };
        var writer = NewWriter(store, ends);
        Assert.True(writer.TryAppend(Entry("a"), out var append));
        await Assert.ThrowsAsync<ArgumentException>(() => append);
        Assert.IsType<ArgumentException>(Assert.Single(ends));
        Assert.Equal(0, writer.InFlight);
        Assert.False(writer.TryAppend(Entry("b"), out var refused));
        Assert.Null(refused);
    });

    [Fact]
    public void Two_activations_cannot_both_append() => Simulation.Run(1, async _ =>
    {
        var store = new MemoryLog();
        List<Exception?> oldEnds = [];
        List<Exception?> newEnds = [];
        var old = NewWriter(store, oldEnds);
        old.TryAppend(Entry("a"), out var first);
        await first!;

        var successor = NewWriter(store, newEnds);
        successor.TryAppend(Entry("b"), out var second);
        await second!;
        old.TryAppend(Entry("stale"), out var stale);
        await Assert.ThrowsAsync<StoreOutcomeUnknownException>(() => stale!);

        Assert.Single(oldEnds);
        Assert.Empty(newEnds);
        successor.TryAppend(Entry("c"), out var third);
        Assert.Equal(3, (await third!).Entry.Sequence);
        Assert.Equal(3, store.Entries(s_log).Count);
    });

    [Fact]
    public void Whoever_appends_in_whatever_order_the_log_is_dense_and_answered_entries_stand() => Property.OfScripts(script => Simulation.Run(7, async _ =>
    {
        var store = new MemoryLog();
        List<LogWriter> writers = [];
        List<LogAppended> answered = [];
        while (script.HasNext)
        {
            if (writers.Count == 0 || script.Next(4) == 0)
            {
                writers.Add(NewWriter(store, []));
                continue;
            }

            // Any activation of the past may try again, as if nobody had told it that it is over.
            if (!writers[script.Next(writers.Count)].TryAppend(Entry($"{answered.Count}", script.Next(3) == 0 ? "key" : null), out var append)) continue;
            try
            {
                answered.Add(await append);
            }
            catch (StoreOutcomeUnknownException)
            {
                continue;
            }
        }

        var entries = store.Entries(s_log);
        Assert.Equal(Enumerable.Range(1, entries.Count).Select(sequence => (long)sequence), entries.Select(entry => entry.Sequence));
        Assert.Equal(entries.Count, answered.Count);
        Assert.All(answered, one => Assert.Equal(entries[(int)one.Entry.Sequence - 1].Body, one.Entry.Body));
        Assert.True(store.Appends(s_log).Count(append => append.ClientKey is not null) == answered.Count(one => one.Filler is not null) + 1
            || answered.All(one => one.Filler is null));
    }), scripts: 200);

    private static LogWriter NewWriter(MemoryLog store, List<Exception?> ends) =>
        new(store, s_log, new LogNumbering(store.TailOf(s_log), inFlightMax: 256), ends.Add);

    private static NewLogEntry Entry(string text, string? key = null) =>
        new(LogEntryKind.Message, 1, Sender: 3, Receiver: 5, Guid.NewGuid(), key, System.Text.Encoding.UTF8.GetBytes(text));
}
