using Orleans.Runtime;

namespace Orleans.Embedded;

// Threads: the clock fires on any thread and only puts a tick into the mailbox; Change and Dispose run in turns.
// I1: at most one tick is waiting or running (the clock is armed again when a tick ends).  I2: no tick after Dispose.

/// <summary>A timer of one activation.</summary>
internal sealed class GrainTimer : IGrainTimer
{
    private static readonly TimeSpan s_longest = TimeSpan.FromMilliseconds(uint.MaxValue - 1);

    private readonly CancellationTokenSource _disposed = new();
    private readonly Activation _activation;
    private readonly Func<CancellationToken, Task> _callback;
    private readonly ITimer _clock;
    private readonly TimerTick _tick;
    private TimeSpan _dueTime;
    private TimeSpan _period;
    private bool _ticking;
    private bool _changed;

    public GrainTimer(Activation activation, Func<CancellationToken, Task> callback, GrainTimerCreationOptions options)
    {
        _activation = activation;
        _callback = callback;
        _tick = new(this, options.Interleave, options.KeepAlive);
        // What the registering request keeps in AsyncLocals is not part of a tick.
        using (ExecutionContext.IsFlowSuppressed() ? default : ExecutionContext.SuppressFlow())
        {
            _clock = activation.Engine.TimeProvider.CreateTimer(static timer => ((GrainTimer)timer!).OnDue(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        }
    }

    public Activation Activation => _activation;

    public void Change(TimeSpan dueTime, TimeSpan period)
    {
        Check(dueTime);
        Check(period);
        _dueTime = dueTime;
        _period = period;
        _changed = true;
        if (!Volatile.Read(ref _ticking)) Arm(dueTime);
    }

    public void Dispose()
    {
        if (_disposed.IsCancellationRequested) return;
        try
        {
            _disposed.Cancel();
        }
        catch (AggregateException exception)
        {
            _activation.Engine.LogCancellationFailed(exception, _tick.Name);
        }

        _clock.Dispose();
        _activation.Forget(this);
    }

    public Task TickAsync()
    {
        if (_disposed.IsCancellationRequested) return Task.CompletedTask;
        _changed = false;
        return _callback(_disposed.Token);
    }

    public void OnTicked(Task completed)
    {
        if (completed.IsFaulted && !_disposed.IsCancellationRequested) _activation.Engine.LogTimerFailed(completed.Exception!.InnerException!, _activation.GrainId);
        Volatile.Write(ref _ticking, false);
        if (!_disposed.IsCancellationRequested) Arm(_changed ? _dueTime : _period);
    }

    private static void Check(TimeSpan time, [System.Runtime.CompilerServices.CallerArgumentExpression(nameof(time))] string? name = null)
    {
        if (time == Timeout.InfiniteTimeSpan) return;
        ArgumentOutOfRangeException.ThrowIfLessThan(time, TimeSpan.Zero, name);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(time, s_longest, name);
    }

    private void Arm(TimeSpan dueTime) => _clock.Change(dueTime, Timeout.InfiniteTimeSpan);

    private void OnDue()
    {
        Volatile.Write(ref _ticking, true);
        _ = _activation.TryAccept(_tick, out _);
    }
}
