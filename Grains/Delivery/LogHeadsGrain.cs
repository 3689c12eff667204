using System.Collections.Immutable;
using Orleans;
using OrleansChat.Logs;
using OrleansChat.Storage;

namespace OrleansChat.Delivery;

/// <summary>See <see cref="ILogHeadsGrain"/>.</summary>
public sealed class LogHeadsGrain(IMessageLog store) : Grain, ILogHeadsGrain
{
    /// <inheritdoc/>
    public async Task<ImmutableArray<long>> GetHeadsAsync(ImmutableArray<LogId> logs) =>
        [.. await store.ReadHeadsAsync(logs, CancellationToken.None)];
}
