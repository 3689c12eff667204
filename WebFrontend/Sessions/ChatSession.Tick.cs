using OrleansChat.Sockets;

namespace OrleansChat.Sessions;

/// <content>What happens once a second.</content>
internal sealed partial class ChatSession
{
    private long _beats;

    /// <summary>Once a second, one at a time: ends what is dead or stuck, beats the heart, asks again for the feed.</summary>
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

        if (IsHeartbeatDue(now)) Connection.TryEnqueue(SocketFrames.Heartbeat);
        switch (State)
        {
            case SessionState.Fed:
                PingAgain();

                // A read that failed, or an outbox that was full, is not followed by a signal of its own.
                if (_position.IsBehind) Signal();
                break;
            case SessionState.Releasing:
                PingAgain();
                _ = LetGoAsync();
                break;
            case SessionState.Silent when isNewest && IsClaimDue(now):
                _ = ClaimAsync(opensFirst: true);
                break;
        }
    }

    // A ping that found the outbox full is still to be made.
    private void PingAgain()
    {
        lock (_gate)
        {
            if (_state is SessionState.Fed or SessionState.Releasing && _window.NeedsPing) Ping();
        }
    }

    private bool IsClaimDue(long now)
    {
        lock (_gate) return _services.Clock.GetElapsedTime(_claimedAt, now) >= TimeSpan.FromSeconds(_services.Options.ClaimAgainSeconds);
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
}
