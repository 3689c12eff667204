namespace OrleansChat.Delivery;

/// <summary>This process as the grains know it; new at each start.</summary>
internal sealed record FrontendIdentity
{
    private const int Shards = 64;

    /// <summary>Its name.</summary>
    public Guid Id { get; } = Guid.NewGuid();

    /// <summary>A number that spreads frontends over stateless grains.</summary>
    public long Shard => (uint)Id.GetHashCode() % Shards;
}
