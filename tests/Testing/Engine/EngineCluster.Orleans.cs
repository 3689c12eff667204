using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Orleans;
using Orleans.Configuration;
using Orleans.Hosting;
using Orleans.Runtime;
using Orleans.Serialization;
using Orleans.TestingHost;

namespace OrleansChat.Tests.Testing;

/// <summary>A running engine for a test: here a cluster of two silos and a client, all in this process.</summary>
public sealed class EngineCluster : IAsyncDisposable
{
    private readonly InProcessTestCluster _cluster;

    private EngineCluster(InProcessTestCluster cluster) => _cluster = cluster;

    /// <summary>Which engine runs, for messages.</summary>
    public static string EngineName => "Orleans";

    /// <summary>Makes references, from outside the grains.</summary>
    public IGrainFactory Client => _cluster.Client;

    public static async Task<EngineCluster> StartAsync(EngineClusterOptions options)
    {
        var builder = new InProcessTestClusterBuilder(2);
        builder.Options.ConfigureFileLogging = false;
        builder.ConfigureSilo((_, silo) =>
        {
            silo.Services.Configure<SiloMessagingOptions>(messaging =>
            {
                messaging.ResponseTimeout = options.ResponseTimeout;
                messaging.SystemResponseTimeout = TimeSpan.FromSeconds(30);
            });
            if (options.CollectionAge is { } age)
            {
                silo.Services.Configure<GrainCollectionOptions>(collection =>
                {
                    collection.CollectionQuantum = age / 4;
                    collection.CollectionAge = age;
                });
            }

            AddAssemblies(silo.Services, options);
            options.ConfigureGrainServices?.Invoke(silo.Services);
        });
        builder.ConfigureClient(client =>
        {
            client.Services.Configure<ClientMessagingOptions>(messaging => messaging.ResponseTimeout = options.ResponseTimeout);
            AddAssemblies(client.Services, options);
        });
        var cluster = builder.Build();
        await cluster.DeployAsync();
        return new(cluster);
    }

    /// <summary>Ends the activation of a grain and waits until it has ended.</summary>
    public Task DeactivateAsync(IAddressable grain) => _cluster.DeactivateAsync(grain);

    /// <summary>Ends what nobody called for the given time.</summary>
    public Task ForceActivationCollectionAsync(TimeSpan idleFor) =>
        _cluster.Client.GetGrain<IManagementGrain>(0).ForceActivationCollection(idleFor);

    public ValueTask DisposeAsync() => _cluster.DisposeAsync();

    private static void AddAssemblies(IServiceCollection services, EngineClusterOptions options) => services.AddSerializer(serializer =>
    {
        foreach (var assembly in options.GrainAssemblies) serializer.AddAssembly(assembly);
    });
}
