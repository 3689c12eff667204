using Microsoft.Extensions.Hosting;

namespace Orleans.Embedded;

/// <summary>Checks at start what grains will need, and stops the engine with the host.</summary>
internal sealed class EmbeddedOrleansService(EmbeddedEngine engine) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        engine.CheckServices();
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => engine.StopAsync(cancellationToken);
}
