using System.Collections.Immutable;
using Orleans;
using OrleansChat.Logs;
using OrleansChat.Storage;

namespace OrleansChat.Delivery;

/// <summary>See <see cref="ILogHeadsGrain"/>.</summary>
public sealed class LogHeadsGrain(IMessageLog logs) : Grain, ILogHeadsGrain
{
    /// <inheritdoc/>
    public async Task<ImmutableArray<long>> GetHeadsAsync(ImmutableArray<LogId> asked) =>
        [.. await logs.ReadHeadsAsync(asked, CancellationToken.None)];
}
