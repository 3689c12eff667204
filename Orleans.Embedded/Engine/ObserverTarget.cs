using Orleans.Runtime;

namespace Orleans.Embedded;

// Threads: any may call TryAccept and Delete.
// I1: the observed object is never kept alive by the engine between calls.  At the bound: see RequestQueue.

/// <summary>The mailbox of one observer: its calls are delivered in order, one at a time.</summary>
internal sealed class ObserverTarget(EmbeddedEngine engine, GrainId id, object observer)
    : RequestQueue(engine, id, engine.Options.MaxRequestsPerObserver)
{
    private readonly WeakReference<object> _observer = new(observer);
    private volatile bool _deleted;

    public override object? Instance => !_deleted && _observer.TryGetTarget(out var alive) ? alive : null;

    public bool IsGone => Instance is null;

    protected override bool MayStartInGate => true;

    /// <returns>False when it was deleted before.</returns>
    public bool Delete()
    {
        if (_deleted) return false;
        _deleted = true;
        return true;
    }

    public override Exception Gone() => new ClientNotAvailableException(GrainId);

    protected override bool AdmitInGate(ref Exception? refusal, ref bool schedule)
    {
        if (IsGone) refusal = Gone();
        return true;
    }
}
