using System.Reflection;
using Microsoft.Extensions.DependencyInjection;

namespace OrleansChat.Tests.Testing;

/// <summary>What a test wants of its cluster, on either engine.</summary>
public sealed class EngineClusterOptions
{
    /// <summary>How long a caller waits for an answer.</summary>
    public TimeSpan ResponseTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>When an unused activation ends; null for the engine's default of 15 minutes.</summary>
    public TimeSpan? CollectionAge { get; init; }

    /// <summary>Applied once per silo: what all silos share is registered as an instance.</summary>
    public Action<IServiceCollection>? ConfigureGrainServices { get; init; }

    /// <summary>Where the grain classes and the serialized types are.</summary>
    public required IReadOnlyList<Assembly> GrainAssemblies { get; init; }
}
