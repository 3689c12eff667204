namespace OrleansChat.Sessions;

/// <content>Receipts: from the pong to the grain.</content>
internal sealed partial class ChatSession
{
    /// <summary>A pong came in; only answers to this connection's own pings move anything.</summary>
    public void OnPong(ReadOnlySpan<byte> payload)
    {
        bool isReleasing;
        lock (_gate)
        {
            if (_state is not (SessionState.Fed or SessionState.Releasing)) return;
            if (_window.TryConfirm(payload, _services.Clock.GetTimestamp()) is not { } sequence) return;

            // With nothing outstanding, the void rows that were passed behind the last frame are confirmed with it.
            _confirmed = Math.Max(_confirmed, _window.IsEmpty ? _position.Sequence : sequence);
            Ping();
            isReleasing = _state == SessionState.Releasing;
        }

        _services.Confirms.Add(this);
        if (isReleasing) _ = LetGoAsync();
        else Signal();
    }

    /// <summary>Tells the grain how far the socket has confirmed, if there is news. Never throws.</summary>
    /// <returns>False when it could not be told and should be tried again.</returns>
    public async Task<bool> ConfirmAsync()
    {
        long confirmed;
        lock (_gate)
        {
            confirmed = _confirmed;
            if (confirmed <= _told) return true;
        }

        try
        {
            if (!await _user.ConfirmAsync(Identity.Id, _feed.Log, confirmed))
            {
                // A new activation that could not ask this frontend: it learns of the session, and then of the receipt.
                await TellOpenAsync();
                if (!await _user.ConfirmAsync(Identity.Id, _feed.Log, confirmed)) return false;
            }

            lock (_gate) _told = Math.Max(_told, confirmed);
            return true;
        }
        catch (Exception exception)
        {
            _services.Log.ConfirmFailed(exception, Identity.Id, Identity.User);
            return false;
        }
    }
}
