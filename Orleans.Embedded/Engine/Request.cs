using Orleans.Runtime;

namespace Orleans.Embedded;

// Threads: the sender fills it and lets go; then the mailbox's turns own it, except that any thread may answer (timeout, cancellation).
// I1: answered once, the first answer wins.  I2: started at most once.  I3: Blocks is true from start to end only.
// Locks: none of its own; Next, Previous, Deadline and the flags are guarded by the gate of its mailbox.

/// <summary>Something that runs in a mailbox from its start to the completion of its task: a call, a timer tick, an activation.</summary>
internal abstract class Request : Turn
{
    private static readonly AsyncLocal<Request?> s_current = new();
    private static readonly ExecutionContext s_fresh = CaptureFresh();
    private static readonly ContextCallback s_start = static request => ((Request)request!).Start();

    /// <summary>The request in whose flow this code runs.</summary>
    public static Request? Current => s_current.Value;

    public RequestQueue? Target { get; set; }

    /// <summary>The request that waits for this one; null when nobody does.</summary>
    public Request? Caller { get; set; }

    public Request? Next { get; set; }

    public Request? Previous { get; set; }

    /// <summary>The sweep after which the caller has waited long enough; <see cref="long.MaxValue"/> for never.</summary>
    public long Deadline { get; set; } = long.MaxValue;

    public bool IsRunning { get; set; }

    /// <summary>Whether this runs between the turns of other requests.</summary>
    public abstract bool Interleaves { get; }

    /// <summary>Whether this belongs to one activation and dies with it instead of moving to the next.</summary>
    public virtual bool IsLocal => false;

    /// <summary>Whether the target takes no call at all, not even an interleaving one, until this has ended.</summary>
    public virtual bool IsExclusive => false;

    /// <summary>Whether the activation counts as used when this ends.</summary>
    public virtual bool KeepsAlive => true;

    /// <summary>Whether the caller has its answer, so that starting this would be for nobody.</summary>
    public virtual bool IsAnswered => false;

    public abstract string Name { get; }

    /// <summary>Fails this with an exception, if it has no answer yet.</summary>
    public abstract void Fail(Exception exception);

    public sealed override void Run() => ExecutionContext.Run(s_fresh, s_start, this);

    protected abstract Task Invoke(RequestQueue target);

    /// <summary>Hands the outcome to whoever waits.</summary>
    protected abstract void Answer(Task completed);

    private void Start()
    {
        s_current.Value = this;
        var target = Target!;
        Task task;
        try
        {
            task = Invoke(target) ?? Task.FromException(new OrleansException($"{Name} returned null instead of a task."));
        }
        catch (Exception exception)
        {
            task = Task.FromException(exception);
        }

        if (task.IsCompleted) End(task);
        else _ = EndLaterAsync(task);
    }

    private async Task EndLaterAsync(Task task)
    {
        await task.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
        End(task);
    }

    private void End(Task task)
    {
        // The target is told first: when the caller has its answer, the place in the mailbox is free
        // and an inconsistent state has already ended the activation.
        if (task.IsFaulted) Target!.OnFault(this, task.Exception!.InnerException!);
        Target!.OnEnded(this);
        Caller = null;
        try
        {
            Answer(task);
        }
        catch (Exception exception)
        {
            Fail(exception);
        }
    }

    /// <summary>The context of a thread on which nothing was ever set: what callers keep in AsyncLocals is not part of a message.</summary>
    private static ExecutionContext CaptureFresh()
    {
        ExecutionContext? fresh = null;
        var thread = new Thread(() => fresh = ExecutionContext.Capture());
        thread.UnsafeStart();
        thread.Join();
        return fresh!;
    }
}
