using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace OrleansChat.Delivery;

/// <summary>Carries hints from this silo to the frontends: one lane per observer, one batch in flight each.</summary>
// Threads: any may call Publish; each lane has one loop.
// I1: hints of one log travel in one lane, in the order of Publish.  I2: a lane holds at most HintsMax entries, beyond it heads only.
// Locks: none here; each lane has its own.
public sealed partial class HintPump(HintPumpOptions options, TaskScheduler scheduler, ILogger<HintPump> logger) : IHintSink
{
    private readonly ConcurrentDictionary<(Guid Frontend, int Shard), HintLane> _lanes = new();

    /// <summary>How many lanes there are; a lane leaves with its frontend.</summary>
    public int Lanes => _lanes.Count;

    /// <inheritdoc/>
    public void Publish(FrontendRef frontend, Hint hint)
    {
        var shard = (int)((ulong)hint.Log.Value % (ulong)frontend.Hints.Length);
        var lane = _lanes.GetOrAdd((frontend.Id, shard), static (key, made) => made.Pump.NewLane(key, made.Observer), (Pump: this, Observer: frontend.Hints[shard]));
        lane.Publish(hint);
    }

    private HintLane NewLane((Guid Frontend, int Shard) key, IHintObserver observer) =>
        new(observer, options, scheduler, gone: exception => Forget(key, exception));

    // The frontend repeats itself to the registry and to new activations: a lane that was given up for a passing fault is made again.
    private void Forget((Guid Frontend, int Shard) key, Exception exception)
    {
        if (_lanes.TryRemove(key, out _)) LogFrontendGone(exception, key.Frontend, key.Shard);
    }

    [LoggerMessage(EventId = 1101, Level = LogLevel.Warning, Message = "Hints to frontend {Frontend} (lane {Shard}) failed and are dropped; its sessions find the entries by comparing heads")]
    private partial void LogFrontendGone(Exception exception, Guid frontend, int shard);
}
