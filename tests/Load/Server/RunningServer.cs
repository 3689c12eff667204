namespace OrleansChat.Load.Server;

/// <summary>A server somebody else started: it can be loaded, never killed.</summary>
internal sealed class RunningServer(Uri address, int? processId) : IServerUnderTest
{
    public Uri Address => address;

    public int? ProcessId => processId;

    public IReadOnlyList<string> LastLines => [];

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task KillAsync() => throw new InvalidOperationException("A run kills only a server that it has started itself.");

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
