using Orleans;

namespace OrleansChat.Tests.Engine;

public sealed class ChainGrain(Probe probe) : Grain, IChainGrain
{
    public Task<long> CallThroughAsync(long[] rest) =>
        rest is [var next, .. var further] ? GrainFactory.GetGrain<IChainGrain>(next).CallThroughAsync(further) : Task.FromResult(this.GetPrimaryKeyLong());

    public Task<long> PeekThroughAsync(long[] rest) => rest switch
    {
        [var last] => GrainFactory.GetGrain<IChainGrain>(last).PeekAsync(),
        [var next, .. var further] => GrainFactory.GetGrain<IChainGrain>(next).PeekThroughAsync(further),
        [] => Task.FromResult(this.GetPrimaryKeyLong()),
    };

    public Task<long> PeekAsync() => Task.FromResult(this.GetPrimaryKeyLong());

    public Task CallLaterAsync(long other, string done)
    {
        _ = AfterThisRequestAsync(other, done);
        return Task.CompletedTask;
    }

    private async Task AfterThisRequestAsync(long other, string done)
    {
        await Task.Delay(50);
        await GrainFactory.GetGrain<IChainGrain>(other).CallThroughAsync([this.GetPrimaryKeyLong()]);
        probe.Open(done);
    }
}
