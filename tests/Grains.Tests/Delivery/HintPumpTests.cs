using Microsoft.Extensions.Logging.Abstractions;
using OrleansChat.Delivery;
using OrleansChat.Logs;

namespace OrleansChat.Tests.Delivery;

/// <summary>From one silo to all frontends.</summary>
public sealed class HintPumpTests
{
    [Fact]
    public void A_log_goes_to_one_observer_of_each_frontend() => Simulation.RunAll(async simulation =>
    {
        var pump = NewPump(simulation);
        SlowObserver[] observers = [new() { IsFast = true }, new() { IsFast = true }];
        var frontend = NewFrontend(observers);
        for (var owner = 1; owner <= 4; owner++)
        {
            for (var head = 1; head <= 3; head++) pump.Publish(frontend, new Hint(new LogId(LogKind.User, owner), head, null));
        }

        await simulation.UntilAsync(() => observers.Sum(observer => observer.Taken.Count) == 12, "all hints have arrived");
        Assert.Empty(observers[0].Taken.Select(hint => hint.Log).Intersect(observers[1].Taken.Select(hint => hint.Log)));
        Assert.All(observers.SelectMany(observer => observer.Taken), hint => Assert.Same(frontend.ShardOf(hint.Log), observers.Single(observer => observer.Taken.Contains(hint))));
    });

    [Fact]
    public void A_slow_frontend_holds_up_nobody_else() => Simulation.RunAll(async simulation =>
    {
        var pump = NewPump(simulation);
        var (slow, fast) = (new SlowObserver(), new SlowObserver { IsFast = true });
        pump.Publish(NewFrontend(slow), Hint(1));
        pump.Publish(NewFrontend(fast), Hint(1));
        await simulation.UntilAsync(() => fast.Taken.Count == 1, "the fast one has its hint");
        Assert.Empty(slow.Taken);
    });

    [Fact]
    public void A_lane_is_forgotten_after_a_failure_and_made_again_with_the_next_hint() => Simulation.RunAll(async simulation =>
    {
        var pump = NewPump(simulation);
        var observer = new SlowObserver();
        var frontend = NewFrontend(observer);
        pump.Publish(frontend, Hint(1));
        await simulation.UntilAsync(() => observer.IsTaking, "the batch is under way");
        observer.Fail();
        await simulation.UntilAsync(() => pump.Lanes == 0, "the lane is forgotten");

        pump.Publish(frontend, Hint(2));
        await observer.TakeAllAsync(simulation, 1);
        Assert.Equal(2, Assert.Single(observer.Taken).Head);
        Assert.Equal(1, pump.Lanes);
    });

    [Fact]
    public void Frontends_that_left_without_a_failure_do_not_pile_up() => Simulation.Run(1, async simulation =>
    {
        var pump = NewPump(simulation);
        for (var i = 0; i < 3 * HintPump.LanesMax; i++)
        {
            pump.Publish(NewFrontend(new SlowObserver { IsFast = true }), Hint(1));
            await simulation.SettleAsync();
        }

        Assert.InRange(pump.Lanes, 1, HintPump.LanesMax);
    });

    private static Hint Hint(long head) => new(new LogId(LogKind.User, 1), head, null);

    private static HintPump NewPump(Simulation simulation) => new(new HintPumpOptions(), simulation.Scheduler, NullLogger<HintPump>.Instance);

    private static FrontendRef NewFrontend(params SlowObserver[] observers) =>
        new() { Id = Guid.NewGuid(), Hints = [.. observers], Control = new FakeFrontend() };
}
