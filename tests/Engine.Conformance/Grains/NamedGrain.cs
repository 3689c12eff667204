using Orleans;

namespace OrleansChat.Tests.Engine;

public sealed class NamedGrain : Grain, INamedGrain
{
    public Task<string> GetKeyAsync() => Task.FromResult(this.GetPrimaryKeyString());

    public Task<string> GetIdAsync() => Task.FromResult(this.GetGrainId().ToString());
}
