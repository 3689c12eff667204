namespace Orleans.Embedded;

// Threads: the caller's token fires on any thread; the target's source is cancelled and disposed in turns of the target only.
// I1: the caller's wait ends at once, whether or not the target listens.

/// <summary>Carries a cancellation from a caller's token to the target.</summary>
internal sealed class CallCancellation(CallRequest request) : Turn, IDisposable
{
    private readonly CancellationTokenSource _source = new();
    private CancellationTokenRegistration _registration;
    private bool _disposed;

    public CancellationToken Token => _source.Token;

    public void Listen(CancellationToken token) =>
        _registration = token.UnsafeRegister(static (state, token) => ((CallCancellation)state!).OnCallerCancelled(token), this);

    public override void Run()
    {
        if (_disposed) return;
        try
        {
            _source.Cancel();
        }
        catch (AggregateException exception)
        {
            request.Target!.Engine.LogCancellationFailed(exception, request.Name);
        }
    }

    public void Dispose()
    {
        _disposed = true;
        // Unregister does not wait for a callback that is running; it may be waiting for our gate.
        _registration.Unregister();
        _source.Dispose();
    }

    private void OnCallerCancelled(CancellationToken token)
    {
        request.Cancel(token);
        request.Target?.EnqueueTurn(this);
    }
}
