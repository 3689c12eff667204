using System.Diagnostics;

namespace OrleansChat.Load.History;

/// <summary>The append-only record of one run, on one monotonic clock.</summary>
/// <remarks>
/// Threads: any may record. Locks: _gate only, never held across I/O; the stamp is taken under it, so the list is ordered by time.
/// At the bound: events past <see cref="EventsMax"/> are counted and dropped, and the checker answers Inconclusive, because a
/// history with holes would show losses that never happened.
/// </remarks>
internal sealed class RunHistory(int eventsMax = RunHistory.EventsMax)
{
    /// <summary>About 1 GB at worst; a run of 100,000 messages records some 500,000 events.</summary>
    public const int EventsMax = 8_000_000;

    private readonly Lock _gate = new();
    private readonly List<HistoryEvent> _events = [];
    private readonly long _start = Stopwatch.GetTimestamp();
    private long _dropped;

    public TimeSpan Now => Stopwatch.GetElapsedTime(_start);

    public void Record(HistoryEvent happened)
    {
        lock (_gate)
        {
            if (_events.Count >= eventsMax)
            {
                _dropped++;
                return;
            }

            happened.At = Now;
            _events.Add(happened);
        }
    }

    /// <summary>A copy of everything recorded so far, with the number of events that found no room.</summary>
    public RecordedHistory Snapshot()
    {
        lock (_gate)
            return new RecordedHistory([.. _events], _dropped);
    }
}
