using Orleans;
using Orleans.Runtime;
using Orleans.Storage;

namespace OrleansChat.Tests.Engine;

public sealed class StateGrain([PersistentState("counter", "memory")] IPersistentState<StoredCounter> counter) : Grain, IStateGrain
{
    public Task<int> GetAsync() => Task.FromResult(counter.State.Value);

    public Task SetAsync(int value)
    {
        counter.State.Value = value;
        return Task.CompletedTask;
    }

    public Task WriteAsync() => counter.WriteStateAsync();

    public Task AddAndWriteAsync(int value)
    {
        counter.State.Value += value;
        return counter.WriteStateAsync();
    }

    public async Task<int> ReadAsync()
    {
        await counter.ReadStateAsync();
        return counter.State.Value;
    }

    public Task ClearAsync() => counter.ClearStateAsync();

    public Task<string?> GetVersionAsync() => Task.FromResult(counter.Etag);

    public Task<bool> ExistsAsync() => Task.FromResult(counter.RecordExists);

    public async Task<bool> TryWriteAsync()
    {
        try
        {
            await counter.WriteStateAsync();
            return true;
        }
        catch (InconsistentStateException)
        {
            return false;
        }
    }
}
