namespace Orleans.Embedded;

// Threads: the clock fires on any thread; Number may be read by any.
// I1: one sweep at a time.  I2: time is counted in sweeps, so that a process that was suspended does not time out every call at once.

/// <summary>Counts time coarsely and looks for calls and activations whose time is over.</summary>
internal sealed class Sweeper(EmbeddedEngine engine) : IDisposable
{
    private static readonly TimeSpan s_longest = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan s_shortest = TimeSpan.FromMilliseconds(10);

    private readonly TimeSpan _period = PeriodFor(engine.Options.ResponseTimeout);
    private ITimer? _clock;
    private long _number;
    private int _sweeping;

    public long Number => Volatile.Read(ref _number);

    public void Start()
    {
        using (ExecutionContext.IsFlowSuppressed() ? default : ExecutionContext.SuppressFlow())
        {
            _clock = engine.TimeProvider.CreateTimer(static sweeper => ((Sweeper)sweeper!).OnDue(), this, _period, _period);
        }
    }

    /// <summary>So many sweeps take at least this long, the sweep that is about to happen not counted.</summary>
    public long SweepsIn(TimeSpan time) => time == Timeout.InfiniteTimeSpan ? long.MaxValue : (time.Ticks / _period.Ticks) + 1;

    public void Dispose() => _clock?.Dispose();

    private static TimeSpan PeriodFor(TimeSpan timeout)
    {
        var eighth = timeout / 8;
        return timeout == Timeout.InfiniteTimeSpan || eighth > s_longest ? s_longest : eighth < s_shortest ? s_shortest : eighth;
    }

    private void OnDue()
    {
        var number = Interlocked.Increment(ref _number);
        if (Interlocked.Exchange(ref _sweeping, 1) != 0) return;
        try
        {
            engine.Sweep(number);
        }
        finally
        {
            Volatile.Write(ref _sweeping, 0);
        }
    }
}
