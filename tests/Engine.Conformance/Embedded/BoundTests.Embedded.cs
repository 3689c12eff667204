using Orleans;
using Orleans.Embedded;
using Orleans.Runtime;

namespace OrleansChat.Tests.Engine;

public sealed class BoundTests
{
    [Fact]
    public void A_call_beyond_the_bound_fails_and_is_not_executed()
    {
        var run = EmbeddedRun.Of(1, null, async (run, grains) =>
        {
            var grain = grains.GetGrain<ITraceGrain>(1);
            var calls = Enumerable.Range(0, 5).Select(caller => grain.WorkAsync(caller, 1)).ToList();
            await Assert.ThrowsAsync<LimitExceededException>(() => calls[4]);
            await Task.WhenAll(calls.Take(4));
            await grain.WorkAsync(5, 1);
        }, options => options.MaxRequestsPerActivation = 4);
        Assert.Equal(5, run.Trace.Count);
        Assert.DoesNotContain(run.Trace, entry => entry.Contains("4.0", StringComparison.Ordinal));
    }

    [Fact]
    public void One_caller_after_the_other_never_meets_a_bound_of_one() => EmbeddedRun.Of(1, null, async (_, grains) =>
    {
        for (var i = 0; i < 100; i++) await grains.GetGrain<ITraceGrain>(1).AddAsync(1);
    }, options => options.MaxRequestsPerActivation = 1);

    [Fact]
    public void Unawaited_calls_run_in_the_order_they_were_sent_unless_strict_says_otherwise()
    {
        Assert.Equal(Enumerable.Range(0, 50), Order(null));
        Assert.NotEqual(Enumerable.Range(0, 50), Order(new() { Reorder = 0.3 }));
        Assert.Equal(Enumerable.Range(0, 50), Order(new() { Reorder = 0.3 }).Order());

        static IEnumerable<int> Order(StrictOptions? strict) => EmbeddedRun.Of(1, strict, async (_, grains) =>
        {
            var grain = grains.GetGrain<ITraceGrain>(1);
            await grain.AddAsync(0);
            await Task.WhenAll(Enumerable.Range(0, 50).Select(caller => grain.WorkAsync(caller, 1)));
        }).Trace.Select(entry => int.Parse(entry.Split(' ')[3].Split('.')[0]));
    }

    [Fact]
    public async Task A_cycle_names_the_chain_at_once() =>
        await Task.Run(() => EmbeddedRun.Of(1, null, async (run, grains) =>
        {
            var before = run.Clock.GetUtcNow();
            var exception = await Assert.ThrowsAsync<CallCycleException>(() => grains.GetGrain<IChainGrain>(1).CallThroughAsync([2, 3, 1]));
            Assert.StartsWith("Call cycle: chain/1.CallThroughAsync -> chain/2.CallThroughAsync -> chain/3.CallThroughAsync -> chain/1.CallThroughAsync.", exception.Message, StringComparison.Ordinal);
            Assert.Equal(before, run.Clock.GetUtcNow());
        }));

    [Fact]
    public void A_timeout_comes_when_the_clock_says_so()
    {
        var run = EmbeddedRun.Of(1, null, async (run, grains) =>
        {
            var start = run.Clock.GetUtcNow();
            await Assert.ThrowsAsync<TimeoutException>(() => grains.GetGrain<ICallGrain>(1).WaitUntilCancelledAsync("in", "seen", CancellationToken.None));
            Assert.InRange(run.Clock.GetUtcNow() - start, TimeSpan.FromSeconds(8), TimeSpan.FromSeconds(9));
        }, options =>
        {
            options.ResponseTimeout = TimeSpan.FromSeconds(8);
            options.StopTimeout = TimeSpan.FromSeconds(1);
        });
        Assert.True(run.Steps > 0);
    }

    [Fact]
    public void An_idle_activation_ends_after_the_collection_age() => EmbeddedRun.Of(1, null, async (run, grains) =>
    {
        var grain = grains.GetGrain<ITraceGrain>(1);
        Assert.Equal(1, await grain.AddAsync(1));
        await Task.Delay(TimeSpan.FromMinutes(4), run.Clock);
        Assert.Equal(2, await grain.AddAsync(1));
        await Task.Delay(TimeSpan.FromMinutes(6), run.Clock);
        Assert.Equal(1, await grain.AddAsync(1));
    }, options => options.CollectionAge = TimeSpan.FromMinutes(5));
}
