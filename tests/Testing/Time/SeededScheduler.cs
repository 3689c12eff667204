using System.Collections.Concurrent;

namespace OrleansChat.Tests.Testing;

// Threads: one, the one that calls Run; what queues from another is a leak out of the simulation and is reported by Run.
// I1: the same seed and the same program give the same choices.

/// <summary>Runs tasks on the calling thread, one at a time, and lets a seed choose which is next. When none is ready, time moves to the next timer.</summary>
public sealed class SeededScheduler : TaskScheduler
{
    private readonly Random _random;
    private readonly ManualTimeProvider _clock;
    private readonly List<Task> _ready = [];
    private readonly ConcurrentQueue<string> _leaks = new();
    private int _thread;

    public SeededScheduler(int seed, ManualTimeProvider clock)
    {
        Seed = seed;
        _random = new(seed);
        _clock = clock;
    }

    public int Seed { get; }

    /// <summary>How many tasks have run.</summary>
    public int Steps { get; private set; }

    public override int MaximumConcurrencyLevel => 1;

    /// <summary>Runs until the given work is done.</summary>
    /// <exception cref="InvalidOperationException">Nothing is ready, no timer is armed, and the work is not done; or something ran outside the simulation.</exception>
    public void Run(Func<Task> work, int maximumSteps = 1_000_000)
    {
        _thread = Environment.CurrentManagedThreadId;
        var outer = SynchronizationContext.Current;
        SynchronizationContext.SetSynchronizationContext(null);
        try
        {
            var root = Task.Factory.StartNew(work, CancellationToken.None, TaskCreationOptions.DenyChildAttach, this).Unwrap();
            while (!root.IsCompleted) Step(maximumSteps);
            if (_leaks.TryDequeue(out var leak)) throw new InvalidOperationException(leak);
            root.GetAwaiter().GetResult();
        }
        finally
        {
            SynchronizationContext.SetSynchronizationContext(outer);
        }
    }

    protected override void QueueTask(Task task)
    {
        if (Environment.CurrentManagedThreadId != _thread) _leaks.Enqueue($"Seed {Seed}: a task was queued from a thread outside the simulation:\n{Environment.StackTrace}");
        lock (_ready) _ready.Add(task);
    }

    // Inlining would hide a choice from the seed.
    protected override bool TryExecuteTaskInline(Task task, bool taskWasPreviouslyQueued) => false;

    protected override IEnumerable<Task> GetScheduledTasks() => [.. _ready];

    private void Step(int maximumSteps)
    {
        if (++Steps > maximumSteps) throw new InvalidOperationException($"Seed {Seed}: not done after {maximumSteps} steps.");
        Task? chosen = null;
        lock (_ready)
        {
            if (_ready.Count > 0)
            {
                var index = _random.Next(_ready.Count);
                chosen = _ready[index];
                _ready.RemoveAt(index);
            }
        }

        if (chosen is not null) TryExecuteTask(chosen);
        else if (!_clock.AdvanceToNext()) throw new InvalidOperationException($"Seed {Seed}: nothing is ready, no timer is armed, and the work is not done.");
    }
}
