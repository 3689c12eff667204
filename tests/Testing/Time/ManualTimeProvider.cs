namespace OrleansChat.Tests.Testing;

// Threads: any may create and change timers; callbacks run on the thread that advances, one at a time, in order of due time and then of arming.
// Locks: _gate, never held while a callback runs.

/// <summary>A clock that stands still until a test advances it.</summary>
public sealed class ManualTimeProvider : TimeProvider
{
    private readonly Lock _gate = new();
    private readonly SortedSet<ManualTimer> _armed = new(ManualTimer.ByDueTime);
    private DateTimeOffset _now;
    private long _lastArming;

    public ManualTimeProvider() : this(new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero))
    {
    }

    public ManualTimeProvider(DateTimeOffset start) => _now = start;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    /// <summary>When the next timer is due; null without one.</summary>
    public DateTimeOffset? NextDue
    {
        get
        {
            lock (_gate) return _armed.Min?.Due;
        }
    }

    public override DateTimeOffset GetUtcNow()
    {
        lock (_gate) return _now;
    }

    public override long GetTimestamp() => GetUtcNow().UtcTicks;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new ManualTimer(this, callback, state);
        timer.Change(dueTime, period);
        return timer;
    }

    /// <summary>Moves the clock and runs what becomes due on the way, each at its own time.</summary>
    public void Advance(TimeSpan by)
    {
        var end = GetUtcNow() + by;
        while (TakeDue(end) is { } timer) timer.Fire();
        lock (_gate) _now = end > _now ? end : _now;
    }

    /// <summary>Moves the clock to the next timer and runs it.</summary>
    /// <returns>False when no timer is armed.</returns>
    public bool AdvanceToNext()
    {
        if (NextDue is not { } due) return false;
        TakeDue(due)?.Fire();
        return true;
    }

    internal void Arm(ManualTimer timer, TimeSpan dueTime)
    {
        lock (_gate)
        {
            _armed.Remove(timer);
            if (dueTime == Timeout.InfiniteTimeSpan) return;
            timer.Due = _now + dueTime;
            timer.Arming = ++_lastArming;
            _armed.Add(timer);
        }
    }

    private ManualTimer? TakeDue(DateTimeOffset end)
    {
        ManualTimer? timer;
        lock (_gate)
        {
            timer = _armed.Min;
            if (timer is null || timer.Due > end) return null;
            _armed.Remove(timer);
            if (timer.Due > _now) _now = timer.Due;
        }

        return timer;
    }
}
