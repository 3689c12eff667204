using System.Collections.Immutable;
using Orleans;
using Orleans.Concurrency;
using OrleansChat.Logs;

namespace OrleansChat.Delivery;

/// <summary>Reads the heads of many logs at once; the key is a shard, so that frontends spread over silos. Holds no state.</summary>
[Alias("chat.heads")]
public interface ILogHeadsGrain : IGrainWithIntegerKey
{
    /// <summary>The highest durable sequence of each log, in the order asked.</summary>
    /// <remarks>Callers: WebFrontend, one batch a second of at most 1,000 logs. Calls: no grain.
    /// Order: none. Idempotent: a read. Durable: shows committed rows only. Errors: none.</remarks>
    [Alias("heads"), AlwaysInterleave] Task<ImmutableArray<long>> GetHeadsAsync(ImmutableArray<LogId> logs);
}
