using OrleansChat.Sessions;

namespace OrleansChat.Sockets;

/// <summary>Ends all sockets as soon as the process begins to stop: before the HTTP server waits for its connections.</summary>
internal sealed class SocketStop(IHostApplicationLifetime lifetime, SessionFactory sessions) : IHostedService
{
    /// <inheritdoc/>
    public Task StartAsync(CancellationToken cancellationToken)
    {
        lifetime.ApplicationStopping.Register(sessions.Stop);
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
