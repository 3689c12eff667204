namespace Orleans.Embedded;

// Threads: the caller's token fires on any thread; the target's source is cancelled in a turn of the target only.
// I1: the caller's wait ends at once, whether or not the target listens.  I2: after Release nothing of the caller's token leads here.
// The source is not disposed: a grain may keep the token beyond its call, and a source without a timer holds nothing to release.

/// <summary>Carries a cancellation from a caller's token to the target.</summary>
#pragma warning disable CA1001 // See the note above.
internal sealed class CallCancellation(CallRequest request) : Turn
#pragma warning restore CA1001
{
    private readonly CancellationTokenSource _source = new();
    private CancellationTokenRegistration _registration;
    private volatile bool _released;

    public CancellationToken Token => _source.Token;

    public void Listen(CancellationToken token) =>
        _registration = token.UnsafeRegister(static (state, token) => ((CallCancellation)state!).OnCallerCancelled(token), this);

    public override void Run()
    {
        if (_released) return;
        try
        {
            _source.Cancel();
        }
        catch (AggregateException exception)
        {
            request.Target!.Engine.LogCancellationFailed(exception, request.Name);
        }
    }

    /// <summary>Lets go of the caller's token, which may live as long as the process.</summary>
    public void Release()
    {
        _released = true;
        // Unregister does not wait for a callback that is running; it may be waiting for our gate.
        _registration.Unregister();
    }

    private void OnCallerCancelled(CancellationToken token)
    {
        request.Cancel(token);
        request.Target?.EnqueueTurn(this);
    }
}
