using System.Diagnostics;
using Orleans.Runtime;

namespace Orleans.Embedded;

// Threads: any may call TryAccept and Sweep; OnEnded runs in a turn.
// I1: at most one request that does not interleave is running.  I2: waiting requests start in entry order.
// I3: requests running and waiting never exceed the bound, local ones aside (one tick per timer, one activation, one deactivation).
// Locks: Gate of the mailbox.  At the bound: the request is refused with LimitExceededException before it is executed.

/// <summary>Requests of one target: one at a time, interleaving ones beside it, the rest waiting.</summary>
internal abstract class RequestQueue(EmbeddedEngine engine, GrainId id, int bound) : Mailbox(engine)
{
    private Queue<Request>? _waiting;
    private Request? _blocking;
    private Request? _running;
    private int _runningCount;
    private int _localCount;

    public GrainId GrainId => id;

    /// <summary>The object that is called; null when there is none any more.</summary>
    public abstract object? Instance { get; }

    /// <summary>The sweep at which something last ended here.</summary>
    protected long LastUse { get; private set; } = engine.SweepNumber;

    protected bool IsIdleInGate => _runningCount == 0 && _waiting is not { Count: > 0 };

    protected int RunningInGate => _runningCount;

    protected abstract bool MayStartInGate { get; }

    /// <summary>Whether a request in the flow of <paramref name="holder"/>, waited for by it, could never start.</summary>
    public bool WouldWaitFor(Request holder, bool interleaves) =>
        holder.IsRunning && (holder.IsExclusive || !MayStartInGate || (!holder.Interleaves && !interleaves));

    /// <summary>Takes a request in, or says why not.</summary>
    /// <returns>False when this target is gone and the next one must be asked.</returns>
    public bool TryAccept(Request request, out Exception? refusal)
    {
        refusal = null;
        var schedule = false;
        lock (Gate)
        {
            if (!AdmitInGate(ref refusal, ref schedule)) return false;
            if (refusal is not null) return true;
            var count = _runningCount + (_waiting?.Count ?? 0) - _localCount;
            if (count >= bound && !request.IsLocal)
            {
                refusal = new LimitExceededException($"{id} has {count} requests, which is its bound. The call was not executed.");
                return true;
            }

            request.Target = this;
            if (request.IsLocal) _localCount++;
            schedule |= AcceptInGate(request);
        }

        if (schedule) Engine.Schedule(this);
        return true;
    }

    /// <summary>What a call gets when <see cref="Instance"/> is null.</summary>
    public abstract Exception Gone();

    public virtual void OnFault(Request request, Exception exception)
    {
    }

    public void OnEnded(Request request)
    {
        bool schedule;
        lock (Gate)
        {
            if (!request.IsRunning) return;
            Unlink(request);
            if (request.KeepsAlive) LastUse = Engine.SweepNumber;
            schedule = ReferenceEquals(request, _blocking) && StartNextInGate();
            schedule |= AfterEndInGate();
        }

        if (schedule) Engine.Schedule(this);
    }

    /// <summary>Fails what has waited longer than the response timeout. What runs goes on; what waits is never started.</summary>
    public virtual void Sweep(long now)
    {
        List<Request>? expired = null;
        lock (Gate)
        {
            for (var request = _running; request is not null; request = request.Next)
            {
                if (request.Deadline > now) continue;
                request.Deadline = long.MaxValue;
                (expired ??= []).Add(request);
            }

            while (_waiting is not null && _waiting.TryPeek(out var oldest) && (oldest.Deadline <= now || oldest.IsAnswered))
            {
                (expired ??= []).Add(_waiting.Dequeue());
            }
        }

        if (expired is null) return;
        foreach (var request in expired) request.Fail(Engine.TimedOut(request));
    }

    /// <returns>False when this target is gone for good; otherwise sets <paramref name="refusal"/> if it takes nothing.</returns>
    protected abstract bool AdmitInGate(ref Exception? refusal, ref bool schedule);

    protected virtual bool AfterEndInGate() => false;

    protected bool AcceptInGate(Request request)
    {
        if (MayStartInGate && (request.Interleaves || _blocking is null)) return StartInGate(request);
        (_waiting ??= new()).Enqueue(request);
        return false;
    }

    /// <summary>Starts what did not come through <see cref="TryAccept"/>.</summary>
    protected bool StartLocalInGate(Request request)
    {
        _localCount++;
        return StartInGate(request);
    }

    protected bool StartInGate(Request request)
    {
        Debug.Assert(Gate.IsHeldByCurrentThread, "Requests start under the gate.");
        Debug.Assert(!request.IsRunning, $"{request.Name} is started twice.");
        Debug.Assert(request.Interleaves || _blocking is null, $"{request.Name} starts beside {_blocking?.Name}.");
        if (!request.Interleaves) _blocking = request;
        request.IsRunning = true;
        request.Next = _running;
        if (_running is not null) _running.Previous = request;
        _running = request;
        _runningCount++;
        return EnqueueTurnInGate(request);
    }

    /// <summary>Starts what may start among the waiting: all interleaving ones, and one other if none runs.</summary>
    protected bool StartWaitingInGate()
    {
        if (_waiting is null || !MayStartInGate) return false;
        var schedule = false;
        for (var left = _waiting.Count; left > 0; left--)
        {
            var request = _waiting.Dequeue();
            if (request.IsAnswered) continue;
            if (request.Interleaves || _blocking is null) schedule |= StartInGate(request);
            else _waiting.Enqueue(request);
        }

        return schedule;
    }

    protected List<Request> TakeWaitingInGate()
    {
        List<Request> taken = _waiting is null ? [] : [.. _waiting];
        _waiting = null;
        return taken;
    }

    protected List<Request> TakeRunningInGate()
    {
        List<Request> taken = [];
        while (_running is not null)
        {
            taken.Add(_running);
            Unlink(_running);
        }

        _blocking = null;
        return taken;
    }

    protected void PutWaitingInGate(IEnumerable<Request> requests)
    {
        _waiting ??= new();
        foreach (var request in requests)
        {
            request.Target = this;
            _waiting.Enqueue(request);
        }
    }

    private bool StartNextInGate()
    {
        _blocking = null;
        if (_waiting is null || !MayStartInGate) return false;
        if (_waiting.Count > 1 && Engine.Strict is { Reorders: true }) _waiting.Enqueue(_waiting.Dequeue());
        while (_waiting.TryDequeue(out var next))
        {
            if (next.IsAnswered) continue;
            return StartInGate(next);
        }

        return false;
    }

    private void Unlink(Request request)
    {
        Debug.Assert(Gate.IsHeldByCurrentThread, "Requests end under the gate.");
        request.IsRunning = false;
        if (request.Previous is not null) request.Previous.Next = request.Next;
        else _running = request.Next;
        if (request.Next is not null) request.Next.Previous = request.Previous;
        request.Next = request.Previous = null;
        _runningCount--;
        if (request.IsLocal) _localCount--;
    }
}
