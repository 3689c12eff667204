using OrleansChat.Diagnostics;
using OrleansChat.Storage;

namespace OrleansChat.Logs;

/// <summary>
/// Hands out the numbers of one log to one activation: dense, each once, at most <paramref name="inFlightMax"/> without an answer.
/// Pure: no clock, no I/O.
/// </summary>
/// <param name="tail">Where the log ended when the activation loaded it.</param>
/// <param name="inFlightMax">How many places may wait for their append at once; beyond it the caller is told "busy".</param>
public sealed class LogNumbering(LogTail tail, int inFlightMax)
{
    private readonly long _epoch = tail.Epoch + 1;
    private long _lastHandedOut = tail.Head;
    private int _inFlight;
    private bool _isClaimed;
    private bool _isEnded;

    /// <summary>The highest number that is known to be durable.</summary>
    public long Head { get; private set; } = tail.Head;

    /// <summary>The highest number that was handed out: what is durable lies at or before it, known here or not yet.</summary>
    public long LastHandedOut => _lastHandedOut;

    /// <summary>How many places wait for their append.</summary>
    public int InFlight => _inFlight;

    /// <summary>Hands out the next place, or null when too many are in flight or the numbering has ended.</summary>
    public LogPlace? TryTake()
    {
        if (_isEnded || _inFlight >= inFlightMax) return null;
        var claims = !_isClaimed;
        _isClaimed = true;
        _inFlight++;
        return new LogPlace(_epoch, claims, ++_lastHandedOut);
    }

    /// <summary>A place is durable: filled by its entry or by a void row.</summary>
    public void Filled(LogPlace place)
    {
        _inFlight--;
        Invariant.Require(_inFlight >= 0, "a place is filled once");
        Invariant.Require(place.Sequence <= _lastHandedOut, "only places that were handed out are filled");
        Head = Math.Max(Head, place.Sequence);
    }

    /// <summary>A place's outcome is unknown or refused: the numbers after it cannot become durable, so no more are handed out.</summary>
    public void Lost(LogPlace place)
    {
        _inFlight--;
        Invariant.Require(_inFlight >= 0, "a place is lost once");
        Invariant.Require(place.Sequence <= _lastHandedOut, "only places that were handed out are lost");
        _isEnded = true;
    }
}
