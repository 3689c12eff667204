using System.Collections.Immutable;
using Orleans;
using Orleans.Concurrency;

namespace OrleansChat.Delivery;

/// <summary>Which frontends are alive; one grain, key 0. Held in memory: frontends repeat themselves every 2 s and are forgotten after 10 s.</summary>
[Alias("chat.frontends")]
public interface IFrontendRegistryGrain : IGrainWithIntegerKey
{
    /// <summary>A frontend lives.</summary>
    /// <remarks>Callers: WebFrontend, before its first socket and every 2 s. Calls: no grain. Order: none. Idempotent by id. Durable: no. Errors: none.</remarks>
    [Alias("announce"), AlwaysInterleave] Task AnnounceAsync(FrontendRef frontend);

    /// <summary>A frontend stops.</summary>
    /// <remarks>Callers: WebFrontend. Calls: no grain. Order: none. Idempotent. Durable: no. Errors: none.</remarks>
    [Alias("leave"), AlwaysInterleave] Task LeaveAsync(Guid frontend);

    /// <summary>The frontends heard of in the last 10 s.</summary>
    /// <remarks>Callers: owners of logs when they activate. Calls: no grain. Order: none. Idempotent: a read. Durable: no. Errors: none.</remarks>
    [Alias("live"), AlwaysInterleave] Task<ImmutableArray<FrontendRef>> GetLiveAsync();
}
