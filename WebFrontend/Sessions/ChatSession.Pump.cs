using OrleansChat.Delivery;
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
                var isTaken = WriteReady();
                Ping();
                if (!isTaken || !_window.HasRoom || !_position.IsBehind) return;
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
                if (!TryWrite(frame))
                {
                    // It keeps its place: the next pong or tick takes it up.
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

    private bool TryWrite(LogFrame frame)
    {
        if (Connection.TryEnqueue(frame.Bytes)) return true;
        if (Connection.OutboxBytes > 0) return false;

        // Refused by an outbox that may have become empty just now, or by a connection that has ended. If it is neither, the frame
        // would be refused for ever, and the session stand still without a word.
        if (Connection.TryEnqueue(frame.Bytes)) return true;
        Connection.Abort();
        return false;
    }

    private void Ping()
    {
        Span<byte> payload = stackalloc byte[ReceiptWindow.PayloadLength];
        if (_window.TryPing(payload) && !Connection.TryEnqueue(WebSocketFrames.Ping(payload))) _window.PingRefused();
    }
}
