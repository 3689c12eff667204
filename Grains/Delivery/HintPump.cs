using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace OrleansChat.Delivery;

/// <summary>Carries hints from this silo to the frontends: one lane per observer, one batch in flight each.</summary>
// Threads: any may call Publish; each lane has one loop.
// I1: hints of one log travel in one lane, in the order of Publish.  I2: a lane that has left the table takes no hint any more.
// Locks: none here; each lane has its own.  At the bound: beyond LanesMax the idle lanes leave, those of frontends that stopped among them.
public sealed partial class HintPump(HintPumpOptions options, TaskScheduler scheduler, ILogger<HintPump> logger) : IHintSink
{
    internal const int LanesMax = 1_024;

    private readonly ConcurrentDictionary<(Guid Frontend, int Shard), HintLane> _lanes = new();

    /// <summary>How many lanes there are.</summary>
    public int Lanes => _lanes.Count;

    /// <inheritdoc/>
    public void Publish(FrontendRef frontend, Hint hint)
    {
        var key = (frontend.Id, Shard: (int)((ulong)hint.Log.Value % (ulong)frontend.Hints.Length));
        while (true)
        {
            var lane = _lanes.TryGetValue(key, out var known) ? known : AddLane(key, frontend.Hints[key.Shard]);
            if (lane.TryPublish(hint)) return;
            Remove(key, lane);
        }
    }

    private HintLane AddLane((Guid Frontend, int Shard) key, IHintObserver observer)
    {
        if (_lanes.Count >= LanesMax) RetireIdle();
        return _lanes.GetOrAdd(key, new HintLane(observer, options, scheduler, gone: (lane, exception) => Forget(key, lane, exception)));
    }

    private void RetireIdle()
    {
        foreach (var (key, lane) in _lanes)
        {
            if (lane.TryRetire()) Remove(key, lane);
        }
    }

    // The frontend repeats itself to the registry and to new activations: a lane that was given up for a passing fault is made again.
    private void Forget((Guid Frontend, int Shard) key, HintLane lane, Exception exception)
    {
        Remove(key, lane);
        LogFrontendGone(exception, key.Frontend, key.Shard);
    }

    // This very lane: the next one may be there already.
    private void Remove((Guid Frontend, int Shard) key, HintLane lane) =>
        _lanes.TryRemove(new KeyValuePair<(Guid Frontend, int Shard), HintLane>(key, lane));

    [LoggerMessage(EventId = 1101, Level = LogLevel.Warning, Message = "Hints to frontend {Frontend} (lane {Shard}) failed and are dropped; its sessions find the entries by comparing heads")]
    private partial void LogFrontendGone(Exception exception, Guid frontend, int shard);
}
