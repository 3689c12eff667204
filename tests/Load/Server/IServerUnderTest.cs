namespace OrleansChat.Load.Server;

/// <summary>A chat server that a run may start and kill: a process of its own, or the fake one of the tests.</summary>
internal interface IServerUnderTest : IAsyncDisposable
{
    Uri Address { get; }

    /// <summary>The process whose CPU time can be read; null when there is none of its own.</summary>
    int? ProcessId { get; }

    /// <summary>Starts on the same address and data as before and returns once it answers.</summary>
    Task StartAsync(CancellationToken cancellationToken);

    /// <summary>Ends it at once, as kill -9 does, and returns when it is gone.</summary>
    Task KillAsync();

    /// <summary>The last lines the server printed, for a report of a run that failed.</summary>
    IReadOnlyList<string> LastLines { get; }
}
