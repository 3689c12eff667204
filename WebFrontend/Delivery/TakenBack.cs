using OrleansChat.Logs;

namespace OrleansChat.Delivery;

/// <summary>The messages of one log that were taken back lately, so that no frame of theirs is written that was made before: not one of a
/// page that a session holds, and not one of a read that is under way. A session holds a page while it waits for a receipt, seconds.</summary>
// Threads: any may call any method.  I1: _ids and _order hold the same ids.  Locks: _gate only; it calls nobody.
// At the bound: the one noted first is forgotten. A frame of it that is still held would be written, followed by its revoke.
internal sealed class TakenBack
{
    internal const int IdsMax = 1_024;

    private readonly HashSet<Guid> _ids = [];
    private readonly Queue<Guid> _order = new();
    private readonly Lock _gate = new();

    // Most logs never have one: then nothing is locked.
    private volatile bool _hasAny;

    /// <summary>Notes what an entry takes back.</summary>
    /// <returns>Whether it is news.</returns>
    public bool Note(LogEntry entry)
    {
        if (entry.Kind != LogEntryKind.Revoke || entry.MessageId == default) return false;
        lock (_gate)
        {
            if (!_ids.Add(entry.MessageId)) return false;
            _order.Enqueue(entry.MessageId);
            if (_order.Count > IdsMax) _ids.Remove(_order.Dequeue());
            _hasAny = true;
            return true;
        }
    }

    /// <summary>Whether a frame shows what was taken back.</summary>
    public bool Contains(LogFrame frame)
    {
        if (!_hasAny || frame.MessageId == default) return false;
        lock (_gate) return _ids.Contains(frame.MessageId);
    }
}
