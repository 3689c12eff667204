using Microsoft.Extensions.Hosting;

namespace OrleansChat.Storage.Sqlite;

/// <summary>Opens the store before any other service starts, and closes it after all others have stopped: grains that end write until then.</summary>
internal sealed class SqliteStoreService(SqliteDatabase database) : IHostedLifecycleService
{
    /// <inheritdoc/>
    public Task StartingAsync(CancellationToken cancellationToken)
    {
        database.Open();
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    // Not cancellable: what callers were promised waits in the queue, and the queue is bounded.
    /// <inheritdoc/>
    public Task StoppedAsync(CancellationToken cancellationToken) => database.CloseAsync();
}
