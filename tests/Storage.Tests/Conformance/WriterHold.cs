namespace OrleansChat.Tests.Storage.Conformance;

/// <summary>Keeps the writer thread inside a fault point until disposed.</summary>
internal sealed class WriterHold : IDisposable
{
    private readonly TaskCompletionSource _reached = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly ManualResetEventSlim _release = new();
    private Task _own = Task.CompletedTask;

    public Task Reached => _reached.Task;

    public void Own(Task holding) => _own = holding;

    public void At(StorePoint point)
    {
        if (point != StorePoint.BeforeTransaction) return;
        _reached.TrySetResult();
        _release.Wait();
    }

    /// <summary>Lets the writer go on, and waits for the write that held it.</summary>
    public Task ReleaseAsync()
    {
        _release.Set();
        return _own.Soon();
    }

    public void Dispose() => _release.Set();
}
