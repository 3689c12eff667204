using Orleans;
using Orleans.Embedded;

namespace OrleansChat.Tests.Engine;

public sealed class DeterminismTests
{
    [Fact]
    public void The_same_seed_gives_the_same_trace()
    {
        for (var seed = 0; seed < 20; seed++)
        {
            Assert.Equal(Run(seed).Trace, Run(seed).Trace);
        }
    }

    [Fact]
    public void Different_seeds_give_different_interleavings() =>
        Assert.True(Enumerable.Range(0, 20).Select(seed => string.Join('\n', Run(seed).Trace)).Distinct().Count() > 15);

    [Fact]
    public void The_same_seed_gives_the_same_faults()
    {
        for (var seed = 0; seed < 10; seed++)
        {
            Assert.Equal(RunWithFaults(seed), RunWithFaults(seed));
        }
    }

    [Fact]
    public void Hours_pass_without_waiting()
    {
        var run = EmbeddedRun.Of(1, null, async (run, grains) =>
        {
            await grains.GetGrain<ITraceGrain>(1).WorkAsync(0, 1);
            await Task.Delay(TimeSpan.FromHours(3), run.Clock);
            await grains.GetGrain<ITraceGrain>(1).WorkAsync(1, 1);
        });
        Assert.Equal(["00:00:00.000 1 work 0.0", "03:00:00.000 1 work 1.0"], run.Trace);
    }

    private static EmbeddedRun Run(int seed) => EmbeddedRun.Of(seed, new(), static async (run, grains) =>
    {
        await grains.GetGrain<ITraceGrain>(1).StartTimerAsync();
        await Task.WhenAll(Enumerable.Range(0, 6).Select(async caller =>
        {
            var grain = grains.GetGrain<ITraceGrain>(caller % 2);
            await grain.WorkAsync(caller, 3);
            await grain.InterleaveAsync(caller, 3);
            await grain.WorkOneWayAsync(caller);
        }));
        await Task.Delay(TimeSpan.FromSeconds(5), run.Clock);
    });

    private static List<string> RunWithFaults(int seed)
    {
        var strict = new StrictOptions { Seed = seed, Reject = 0.1, LoseAnswer = 0.1, TimeOut = 0.1, EndActivation = 0.05, Reorder = 0.2 };
        return EmbeddedRun.Of(seed, strict, static async (run, grains) =>
        {
            await Task.WhenAll(Enumerable.Range(0, 8).Select(async caller =>
            {
                for (var i = 0; i < 5; i++)
                {
                    try
                    {
                        run.Note($"{caller} got {await grains.GetGrain<ITraceGrain>(caller % 3).AddAsync(1)}");
                    }
                    catch (Exception exception)
                    {
                        run.Note($"{caller} failed: {exception.GetType().Name}");
                    }
                }
            }));
        }).Trace;
    }
}
