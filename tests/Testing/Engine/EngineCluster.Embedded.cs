using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Orleans;
using Orleans.Embedded;
using Orleans.Runtime;

namespace OrleansChat.Tests.Testing;

/// <summary>A running engine for a test: here the embedded one in strict mode. Grains have a service provider of their own, the test has none of it.</summary>
public sealed class EngineCluster : IAsyncDisposable
{
    private readonly IHost _host;
    private readonly EmbeddedEngine _engine;

    private EngineCluster(IHost host)
    {
        _host = host;
        _engine = host.Services.GetRequiredService<EmbeddedEngine>();
    }

    /// <summary>Which engine runs, for messages.</summary>
    public static string EngineName => "Embedded";

    /// <summary>Makes references, from outside the grains.</summary>
    public IGrainFactory Client => _engine.GrainFactory;

    public static async Task<EngineCluster> StartAsync(EngineClusterOptions options)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new());
        options.ConfigureGrainServices?.Invoke(builder.Services);
        builder.Services.AddEmbeddedOrleans(engine =>
        {
            engine.ResponseTimeout = options.ResponseTimeout;
            engine.CollectionAge = options.CollectionAge ?? engine.CollectionAge;
            engine.Strict = new() { Reorder = 0.25 };
            foreach (var assembly in options.GrainAssemblies) engine.GrainAssemblies.Add(assembly);
        });
        var host = builder.Build();
        await host.StartAsync();
        return new(host);
    }

    /// <summary>Ends the activation of a grain and waits until it has ended.</summary>
    public Task DeactivateAsync(IAddressable grain) => _engine.DeactivateAsync(grain);

    /// <summary>Ends what nobody called for the given time.</summary>
    public Task ForceActivationCollectionAsync(TimeSpan idleFor) => _engine.CollectAsync(idleFor);

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync();
        _host.Dispose();
    }
}
