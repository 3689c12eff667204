using OrleansChat.Delivery;
using OrleansChat.Logs;

namespace OrleansChat.Tests.Delivery;

/// <summary>The way from a silo to one observer.</summary>
public sealed class HintLaneTests
{
    private static readonly LogId s_log = new(LogKind.User, 1);
    private static readonly LogId s_other = new(LogKind.User, 2);

    [Fact]
    public void Hints_of_a_log_arrive_in_order_in_batches_one_at_a_time() => Simulation.RunAll(async simulation =>
    {
        var observer = new SlowObserver();
        var lane = NewLane(simulation, observer, new HintPumpOptions { BatchMax = 4 });
        for (var head = 1; head <= 10; head++) Publish(lane, s_log, head);
        await observer.TakeAllAsync(simulation, 10);
        Assert.Equal(Enumerable.Range(1, 10).Select(head => (long)head), observer.Taken.Select(hint => hint.Head));
        Assert.All(observer.Taken, static hint => Assert.NotNull(hint.Entry));
        Assert.All(observer.Batches, static size => Assert.InRange(size, 1, 4));
        Assert.Equal(1, observer.AtOnceMax);
    });

    [Fact]
    public void Beyond_the_bound_of_hints_only_the_newest_head_of_a_log_is_sent() => Simulation.RunAll(async simulation =>
    {
        var observer = new SlowObserver();
        var lane = NewLane(simulation, observer, new HintPumpOptions { HintsMax = 3 });
        for (var head = 1; head <= 9; head++) Publish(lane, s_log, head);
        Publish(lane, s_other, 5);
        await observer.TakeAllAsync(simulation, 5);
        Assert.Equal([(1L, true), (2L, true), (3L, true), (9L, false)], Of(observer, s_log));
        Assert.Equal([(5L, false)], Of(observer, s_other));

        // Everything is confirmed: there is room again.
        Publish(lane, s_log, 10);
        await observer.TakeAllAsync(simulation, 1);
        Assert.Equal((10L, true), Of(observer, s_log)[^1]);
    });

    [Fact]
    public void Beyond_the_bound_of_bytes_only_heads_are_sent() => Simulation.RunAll(async simulation =>
    {
        var observer = new SlowObserver();
        var lane = NewLane(simulation, observer, new HintPumpOptions { BytesMax = 150 });
        for (var head = 1; head <= 4; head++) Publish(lane, s_log, head, bytes: 100);
        await observer.TakeAllAsync(simulation, 3);
        Assert.Equal([(1L, true), (2L, true), (4L, false)], Of(observer, s_log));
    });

    [Fact]
    public void Beyond_the_bound_of_heads_hints_are_dropped() => Simulation.RunAll(async simulation =>
    {
        var observer = new SlowObserver();
        var lane = NewLane(simulation, observer, new HintPumpOptions { HintsMax = 1, HeadsMax = 2 });
        Publish(lane, s_log, 1);
        for (var log = 10; log < 15; log++) Publish(lane, new LogId(LogKind.User, log), 1);
        await observer.TakeAllAsync(simulation, 3);
        await simulation.SettleAsync();
        Assert.Equal(3, observer.Taken.Count);
    });

    [Fact]
    public void A_failure_is_told_once_and_the_lane_takes_nothing_more() => Simulation.RunAll(async simulation =>
    {
        var observer = new SlowObserver();
        List<Exception> gone = [];
        var lane = new HintLane(observer, new HintPumpOptions(), simulation.Scheduler, (_, exception) => gone.Add(exception));
        Publish(lane, s_log, 1);
        await simulation.UntilAsync(() => observer.IsTaking, "the batch is under way");
        Publish(lane, s_log, 2);
        observer.Fail();
        await simulation.UntilAsync(() => gone.Count > 0, "the failure is told");
        Assert.False(lane.TryPublish(new Hint(s_log, 3, null)));
        await simulation.SettleAsync();
        Assert.Single(gone);
        Assert.Empty(observer.Taken);
    });

    [Fact]
    public void A_lane_is_retired_only_while_it_has_nothing_to_send() => Simulation.RunAll(async simulation =>
    {
        var observer = new SlowObserver();
        var lane = NewLane(simulation, observer, new HintPumpOptions());
        Publish(lane, s_log, 1);
        Assert.False(lane.TryRetire());
        await observer.TakeAllAsync(simulation, 1);
        await simulation.SettleAsync();
        Assert.True(lane.TryRetire());
        Assert.False(lane.TryPublish(new Hint(s_log, 2, null)));
    });

    [Fact]
    public void Whatever_is_published_a_log_never_goes_back_and_its_newest_head_arrives() => Property.OfScripts(script => Simulation.Run(script.Next(50), async simulation =>
    {
        var observer = new SlowObserver();
        var lane = NewLane(simulation, observer, new HintPumpOptions { HintsMax = 3, BytesMax = 50, HeadsMax = 3, BatchMax = 2 });
        Dictionary<LogId, long> heads = [];
        while (script.HasNext)
        {
            var log = new LogId(LogKind.User, 1 + script.Next(3));
            heads[log] = heads.GetValueOrDefault(log) + 1;
            Publish(lane, log, heads[log], bytes: script.Next(30));
            if (script.Next(4) == 0) await observer.TakeOneAsync(simulation);
        }

        while (await observer.TakeOneAsync(simulation)) continue;
        foreach (var (log, head) in heads)
        {
            var taken = observer.Taken.Where(hint => hint.Log == log).Select(hint => hint.Head).ToList();
            Assert.Equal(taken.Order().Distinct(), taken);
            Assert.Equal(head, taken[^1]);
        }
    }), scripts: 300);

    private static HintLane NewLane(Simulation simulation, SlowObserver observer, HintPumpOptions options) =>
        new(observer, options, simulation.Scheduler, static (_, exception) => throw new InvalidOperationException("The lane gave up.", exception));

    private static void Publish(HintLane lane, LogId log, long head, int bytes = 10) => Assert.True(lane.TryPublish(
        new Hint(log, head, new LogEntry { Sequence = head, Kind = LogEntryKind.Message, AcceptedAt = 1, Body = new byte[bytes] })));

    private static List<(long Head, bool HasEntry)> Of(SlowObserver observer, LogId log) =>
        [.. observer.Taken.Where(hint => hint.Log == log).Select(hint => (hint.Head, hint.Entry is not null))];
}
