using OrleansChat.Sockets;
using OrleansChat.Sockets.WebSockets;

namespace OrleansChat.Sessions;

/// <content>The pump: hands frames to the socket at the pace of its receipts.</content>
internal sealed partial class ChatSession
{
    // Where a newly granted session starts; the pump moves there before it writes, because only it touches the position.
    private long? _startsAt;

    /// <inheritdoc/>
    public void Signal()
    {
        // The first signal starts the pump; those that come while it runs make it look again.
        if (Interlocked.Increment(ref _signals) == 1) ThreadPool.UnsafeQueueUserWorkItem(static session => _ = session.PumpAsync(), this, preferLocal: false);
    }

    /// <summary>Once a second: ends what is dead or stuck, beats the heart, asks again for the feed.</summary>
    /// <param name="isNewest">Whether no newer session of the app is in this frontend.</param>
    public void Tick(bool isNewest)
    {
        var now = _services.Clock.GetTimestamp();
        if (Connection.StalledFor >= TimeSpan.FromSeconds(_services.Options.StallSecondsMax) || IsReceiptLate(now))
        {
            // Without a close frame: a clean close would log the user out (design.md invariant 5).
            Connection.Abort();
            return;
        }

        // A read that failed is not followed by a signal of its own.
        if (_position.IsBehind && State == SessionState.Fed) Signal();
        if (IsHeartbeatDue(now)) Connection.TryEnqueue(SocketFrames.Heartbeat);
        if (isNewest && State == SessionState.Silent && _isArmed
            && _services.Clock.GetElapsedTime(_claimedAt, now) >= TimeSpan.FromSeconds(_services.Options.ClaimAgainSeconds))
        {
            _ = ClaimAsync();
        }
    }

    private async Task PumpAsync()
    {
        var seen = Volatile.Read(ref _signals);
        do
        {
            try
            {
                await WriteAsync();
            }
            catch (Exception exception)
            {
                // The next signal, at the latest the next comparison of heads, tries again.
                _services.Log.PumpFailed(exception, Identity.Id, Identity.User);
            }

            seen = Interlocked.Add(ref _signals, -seen);
        }
        while (seen != 0);
    }

    private async Task WriteAsync()
    {
        while (true)
        {
            lock (_gate)
            {
                if (_state != SessionState.Fed) return;
                if (_startsAt is { } start) _position.MoveTo(start);
                _startsAt = null;
                if (!WriteReady()) return;
                Ping();
                if (!_window.HasRoom || !_position.IsBehind) return;
            }

            // Nothing readable although the head says so: the next tick looks again.
            if (!await _position.ReadAsync()) return;
        }
    }

    // Under _gate: between the check of the state and the hand-over of a frame no release may come.
    private bool WriteReady()
    {
        while (_window.HasRoom && _position.TryPeek(out var frame))
        {
            if (frame.IsVisible)
            {
                if (!Connection.TryEnqueue(frame.Bytes))
                {
                    // The outbox has room for all that the window allows, so a refusal means that the connection is ending. Should it
                    // not be, it must: a frame that is not written now would leave a gap.
                    Connection.Abort();
                    return false;
                }

                _window.Add(frame.Sequence, frame.Bytes.Length, _services.Clock.GetTimestamp());
            }
            else if (_window.IsEmpty)
            {
                // Nothing to see, nothing before it outstanding: passing it is all that is to confirm.
                _confirmed = Math.Max(_confirmed, frame.Sequence);
                _services.Confirms.Add(this);
            }

            _position.Pass();
        }

        return true;
    }

    private void Ping()
    {
        Span<byte> payload = stackalloc byte[ReceiptWindow.PayloadLength];
        if (_window.TryPing(payload)) Connection.TryEnqueue(WebSocketFrames.Ping(payload));
    }

    private bool IsReceiptLate(long now)
    {
        lock (_gate)
        {
            return _window.WaitsSince is { } since
                && _services.Clock.GetElapsedTime(since, now) >= TimeSpan.FromSeconds(_services.Options.ReceiptSecondsMax);
        }
    }

    // In whole seconds since the session began, so that a fleet of sessions does not beat in the same instant.
    private bool IsHeartbeatDue(long now)
    {
        var seconds = (long)_services.Clock.GetElapsedTime(OpenedAt, now).TotalSeconds;
        var beats = seconds / _services.Options.HeartbeatSeconds;
        if (beats <= _beats) return false;
        _beats = beats;
        return true;
    }

    private long _beats;
}
