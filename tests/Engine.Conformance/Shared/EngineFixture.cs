using Microsoft.Extensions.DependencyInjection;
using Orleans;
using Orleans.Storage;
using OrleansChat.Tests.Testing;

[assembly: AssemblyFixture(typeof(OrleansChat.Tests.Engine.EngineFixture))]

namespace OrleansChat.Tests.Engine;

/// <summary>One cluster for all tests that do not wait for a response timeout.</summary>
public class EngineFixture : IAsyncLifetime
{
    private static long s_lastKey = 1000;
    private EngineCluster? _cluster;

    public Probe Probe { get; } = new();

    public MemoryStorage Storage { get; } = new();

    public EngineCluster Cluster => _cluster ?? throw new InvalidOperationException("The cluster has not started.");

    public IGrainFactory Client => Cluster.Client;

    protected virtual TimeSpan ResponseTimeout => TimeSpan.FromSeconds(30);

    /// <summary>A key that no other test uses.</summary>
    public static long NewKey() => Interlocked.Increment(ref s_lastKey);

    public async ValueTask InitializeAsync() => _cluster = await EngineCluster.StartAsync(new()
    {
        ResponseTimeout = ResponseTimeout,
        GrainAssemblies = [typeof(EngineFixture).Assembly],
        ConfigureGrainServices = services =>
        {
            services.AddSingleton(Probe);
            services.AddKeyedSingleton<IGrainStorage>("memory", Storage);
        },
    });

    public async ValueTask DisposeAsync()
    {
        await Cluster.DisposeAsync();
        GC.SuppressFinalize(this);
    }
}
