namespace OrleansChat.Tests.Sockets.WebSockets;

/// <summary>A clock that stands still until the test moves it. Timers due are fired by the move.</summary>
internal sealed class ManualTime : TimeProvider
{
    private readonly Lock _gate = new();
    private readonly List<ManualTimer> _timers = [];
    private readonly List<TaskCompletionSource> _watchers = [];
    private long _now;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp() => Interlocked.Read(ref _now);

    public override DateTimeOffset GetUtcNow() => DateTimeOffset.UnixEpoch.AddTicks(GetTimestamp());

    /// <summary>Completes as soon as somebody waits with this clock; arm it before the act that makes it wait.</summary>
    public Task WhenTimerSet()
    {
        lock (_gate)
        {
            var watcher = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            _watchers.Add(watcher);
            return watcher.Task.WaitAsync(TestDeadline.Generous);
        }
    }

    public void Advance(TimeSpan by)
    {
        ManualTimer[] due;
        lock (_gate)
        {
            _now += by.Ticks;
            due = [.. _timers.Where(t => t.Due <= _now)];
            foreach (var timer in due.Where(t => !t.Repeats(_now))) _timers.Remove(timer);
        }

        foreach (var timer in due) timer.Fire();
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new ManualTimer(this, callback, state);
        timer.Change(dueTime, period);
        return timer;
    }

    private sealed class ManualTimer(ManualTime owner, TimerCallback callback, object? state) : ITimer
    {
        public long Due { get; private set; }

        private TimeSpan Period { get; set; }

        public void Fire() => callback(state);

        /// <summary>Moves a periodic timer on to its next time after now; periods that were jumped over are left out.</summary>
        public bool Repeats(long now)
        {
            if (Period <= TimeSpan.Zero) return false;
            while (Due <= now) Due += Period.Ticks;
            return true;
        }

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            lock (owner._gate)
            {
                owner._timers.Remove(this);
                Period = period;
                if (dueTime == Timeout.InfiniteTimeSpan) return true;
                Due = owner._now + dueTime.Ticks;
                owner._timers.Add(this);
                foreach (var watcher in owner._watchers) watcher.TrySetResult();
                owner._watchers.Clear();
                return true;
            }
        }

        public void Dispose()
        {
            lock (owner._gate) owner._timers.Remove(this);
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
