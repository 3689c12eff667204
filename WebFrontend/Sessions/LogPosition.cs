using OrleansChat.Delivery;

namespace OrleansChat.Sessions;

/// <summary>Where one session stands in one log, and where its next frame comes from: the page it holds, else the feed's ready frames,
/// else a read. Used by the session's pump only.</summary>
internal sealed class LogPosition(LogFeed feed)
{
    private LogFrame[] _page = [];
    private int _next;
    private long _sequence;

    /// <summary>The last sequence that was handed to the socket, or passed over.</summary>
    public long Sequence
    {
        get => Volatile.Read(ref _sequence);
        private set => Volatile.Write(ref _sequence, value);
    }

    /// <summary>Whether the log is known to have more, though it is not at hand.</summary>
    public bool IsBehind => feed.Head > Sequence;

    /// <summary>Starts anew behind a sequence.</summary>
    public void MoveTo(long sequence)
    {
        Sequence = sequence;
        _page = [];
        _next = 0;
    }

    /// <summary>The next frame, if one is at hand; <see cref="Pass"/> takes it.</summary>
    public bool TryPeek(out LogFrame frame)
    {
        if (_next == _page.Length)
        {
            _page = feed.ReadyAfter(Sequence) ?? [];
            _next = 0;
        }

        frame = _next < _page.Length ? _page[_next] : default;

        // The page may be older than a revoke, and others share it.
        if (feed.IsTakenBack(frame)) frame = frame.Emptied();
        return _next < _page.Length;
    }

    /// <summary>The frame that <see cref="TryPeek"/> showed is done with.</summary>
    public void Pass()
    {
        Sequence = _page[_next].Sequence;
        if (++_next < _page.Length) return;
        _page = [];
        _next = 0;
    }

    /// <summary>Reads what comes next.</summary>
    /// <returns>Whether there was something.</returns>
    public async Task<bool> ReadAsync()
    {
        // Shared with other sessions at the same place, so never changed.
        _page = await feed.ReadAfterAsync(Sequence);
        _next = 0;
        return _page.Length > 0;
    }
}
