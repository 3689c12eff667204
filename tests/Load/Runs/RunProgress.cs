namespace OrleansChat.Load.Runs;

/// <summary>What is still on its way, so that a run knows when to stop waiting. The checker never looks at it.</summary>
/// <remarks>Threads: any. Locks: _gate only. Bounded by the number of messages of the run.</remarks>
internal sealed class RunProgress
{
    private readonly Lock _gate = new();
    private readonly HashSet<string> _received = new(StringComparer.Ordinal);
    private readonly HashSet<string> _outstanding = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _refusals = new(StringComparer.Ordinal);
    private long _lastFrame = Environment.TickCount64;

    public long Answered { get; private set; }

    public long Frames { get; private set; }

    /// <summary>Answered ok and not yet received by anyone.</summary>
    public int Outstanding
    {
        get
        {
            lock (_gate)
                return _outstanding.Count;
        }
    }

    public TimeSpan Quiet => TimeSpan.FromMilliseconds(Environment.TickCount64 - Interlocked.Read(ref _lastFrame));

    public void AnsweredOk(string payload)
    {
        lock (_gate)
        {
            Answered++;
            if (!_received.Contains(payload))
                _outstanding.Add(payload);
        }
    }

    public void Received(string payload)
    {
        Interlocked.Exchange(ref _lastFrame, Environment.TickCount64);
        lock (_gate)
        {
            Frames++;
            _received.Add(payload);
            _outstanding.Remove(payload);
        }
    }

    /// <summary>Counts refusals by their text: a run in which all were refused should say why.</summary>
    public void Refused(int status, string text)
    {
        lock (_gate)
        {
            var reason = $"{status} {text}";
            // The texts come from a closed set; the bound only guards against a server that puts ids into them.
            if (_refusals.Count < 20 || _refusals.ContainsKey(reason))
                _refusals[reason] = _refusals.GetValueOrDefault(reason) + 1;
        }
    }

    public IReadOnlyList<string> Refusals
    {
        get
        {
            lock (_gate)
                return [.. _refusals.Select(reason => $"{reason.Value} x {reason.Key}")];
        }
    }
}
