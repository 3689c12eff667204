using System.Diagnostics;

namespace Orleans.Embedded;

// Threads: any may call EnqueueTurn; at most one runs turns (_scheduled is the token; it is given back only with no turn left).
// I1: turns leave in entry order.  I2: _scheduled is true while turns wait or run.  I3: after Abandon nothing runs.
// Locks: Gate only; held for queue operations, never around foreign code and never awaited under.
// At the bound: turns are continuations of accepted requests, so the bound is on requests (RequestQueue).

/// <summary>Turns of one target, run one at a time.</summary>
internal abstract class Mailbox : IThreadPoolWorkItem
{
    private const int TurnsPerSlice = 64;

    private static readonly Action<object?> s_slice = static mailbox => ((Mailbox)mailbox!).RunTurns(TurnsPerSlice);
    private static readonly Action<object?> s_oneTurn = static mailbox => ((Mailbox)mailbox!).RunTurns(1);

    [ThreadStatic]
    private static Mailbox? t_current;

    private readonly Queue<object> _turns = new();
    private readonly TurnScheduler _scheduler;
    private bool _scheduled;
    private bool _abandoned;

    protected Mailbox(EmbeddedEngine engine)
    {
        Engine = engine;
        _scheduler = new(this);
    }

    /// <summary>The mailbox whose turn runs on this thread.</summary>
    public static Mailbox? Current => t_current;

    public EmbeddedEngine Engine { get; }

    public TurnScheduler Scheduler => _scheduler;

    protected Lock Gate { get; } = new();

    public void EnqueueTurn(object turn)
    {
        lock (Gate)
        {
            if (!EnqueueTurnInGate(turn)) return;
        }

        Engine.Schedule(this);
    }

    void IThreadPoolWorkItem.Execute() => RunSlice(s_slice);

    /// <summary>Runs one turn on the calling thread: the unit an injected scheduler chooses among.</summary>
    public void RunOneTurn() => RunSlice(s_oneTurn);

    /// <returns>Whether the caller must schedule this mailbox after leaving the gate.</returns>
    protected bool EnqueueTurnInGate(object turn)
    {
        Debug.Assert(Gate.IsHeldByCurrentThread, "Turns are queued under the gate.");
        if (_abandoned) return false;
        _turns.Enqueue(turn);
        if (_scheduled) return false;
        _scheduled = true;
        return true;
    }

    /// <summary>Drops all turns for good: what awaits inside never continues, as if the process had died.</summary>
    protected void AbandonInGate()
    {
        _abandoned = true;
        _turns.Clear();
    }

    protected virtual void AfterTurn()
    {
    }

    // The slice itself is a task of our scheduler, so that TaskScheduler.Current is ours when an await captures it.
    private void RunSlice(Action<object?> slice)
    {
        Debug.Assert(_scheduled, $"A slice runs only with the token of {this}.");
        var outer = t_current;
        t_current = this;
        try
        {
            new Task(slice, this).RunSynchronously(_scheduler);
        }
        finally
        {
            t_current = outer;
        }
    }

    private void RunTurns(int budget)
    {
        for (var i = 0; i < budget; i++)
        {
            object? turn;
            lock (Gate)
            {
                if (!_turns.TryDequeue(out turn))
                {
                    _scheduled = false;
                    return;
                }
            }

            if (turn is Turn own) own.Run();
            else _scheduler.Execute((Task)turn);
            AfterTurn();
        }

        lock (Gate)
        {
            if (_turns.Count == 0)
            {
                _scheduled = false;
                return;
            }
        }

        Engine.Schedule(this);
    }
}
