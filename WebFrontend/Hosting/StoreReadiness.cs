using OrleansChat.Storage;

namespace OrleansChat.Hosting;

/// <summary>Whether a row can be made durable.</summary>
internal sealed class StoreReadiness(IStoreHealth store) : IReadinessCheck
{
    /// <inheritdoc/>
    public string Name => "store";

    /// <inheritdoc/>
    public async ValueTask<bool> IsReadyAsync(CancellationToken cancellationToken)
    {
        await store.ProbeAsync(cancellationToken);
        return true;
    }
}
