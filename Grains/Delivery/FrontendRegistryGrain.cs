using System.Collections.Immutable;
using Orleans;

namespace OrleansChat.Delivery;

/// <summary>See <see cref="IFrontendRegistryGrain"/>. The list is rebuilt by the frontends' repetition within 2 s of an activation.</summary>
public sealed class FrontendRegistryGrain(TimeProvider clock) : Grain, IFrontendRegistryGrain
{
    // A frontend is a process: a cluster has tens. Beyond the bound the one heard of longest ago is forgotten.
    private const int FrontendsMax = 1_000;

    private static readonly TimeSpan SilentMax = TimeSpan.FromSeconds(10);

    private readonly Dictionary<Guid, (FrontendRef Frontend, DateTimeOffset HeardAt)> _frontends = [];

    /// <inheritdoc/>
    public Task AnnounceAsync(FrontendRef frontend)
    {
        if (_frontends.Count >= FrontendsMax && !_frontends.ContainsKey(frontend.Id)) _frontends.Remove(_frontends.MinBy(known => known.Value.HeardAt).Key);
        _frontends[frontend.Id] = (frontend, clock.GetUtcNow());
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task LeaveAsync(Guid frontend)
    {
        _frontends.Remove(frontend);
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task<ImmutableArray<FrontendRef>> GetLiveAsync()
    {
        var oldest = clock.GetUtcNow() - SilentMax;
        foreach (var (id, (_, heardAt)) in _frontends)
        {
            if (heardAt < oldest) _frontends.Remove(id);
        }

        return Task.FromResult(_frontends.Values.Select(known => known.Frontend).ToImmutableArray());
    }
}
