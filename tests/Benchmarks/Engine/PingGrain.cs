using Orleans;

namespace OrleansChat.Tests.Engine;

public sealed class PingGrain : Grain, IPingGrain
{
    public Task<int> PingAsync(int value) => Task.FromResult(value);

    public Task<int> PingThroughAsync(long other, int value) => GrainFactory.GetGrain<IPingGrain>(other).PingAsync(value);
}
