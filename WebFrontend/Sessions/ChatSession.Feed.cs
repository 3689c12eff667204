using OrleansChat.Inbox;

namespace OrleansChat.Sessions;

/// <content>The feed of the session's app: asking for it and letting it go (docs/adr/0002).</content>
internal sealed partial class ChatSession
{
    /// <summary>Asks to be the one session of its app that is fed, if it may be and is not yet.</summary>
    public Task ClaimAsync() => ClaimAsync(opensFirst: false);

    /// <summary>A newer session of the app takes over: writes nothing more, waits for the last receipts, then tells the grain.</summary>
    public async Task ReleaseAsync()
    {
        bool isUnarmed;
        lock (_gate)
        {
            if (_state is SessionState.Closed or SessionState.Releasing) return;
            isUnarmed = _state is SessionState.Opening or SessionState.Waiting;
            if (!isUnarmed) _state = SessionState.Releasing;
            Ping();
        }

        // One that may not even ask for the feed has nothing to let go of.
        if (isUnarmed) await TellReleasedAsync();
        else await LetGoAsync();
    }

    private async Task ClaimAsync(bool opensFirst)
    {
        long claim;
        lock (_gate)
        {
            if (_state != SessionState.Silent) return;
            _state = SessionState.Claiming;
            _claimedAt = _services.Clock.GetTimestamp();
            claim = ++_claims;
        }

        ClaimFeedOutcome outcome;
        try
        {
            // Refused before, perhaps because a new activation does not know the session: opening again changes nothing for one that does.
            if (opensFirst) _feed.NoteHead((await TellOpenAsync()).Head);
            outcome = await _user.ClaimFeedAsync(Identity.Id);
        }
        catch (Exception exception)
        {
            _services.Log.ClaimFailed(exception, Identity.Id, Identity.User);
            outcome = new ClaimFeedOutcome(IsGranted: false, 0);
        }

        lock (_gate)
        {
            // Told to let go while the answer was on its way: a newer session has it, or this one asked anew.
            if (_state != SessionState.Claiming || claim != _claims) return;
            _state = outcome.IsGranted ? SessionState.Fed : SessionState.Silent;
            if (!outcome.IsGranted) return;

            // Its own receipts count even where the grain has not heard of them, or keeps none (a transient session's).
            _confirmed = Math.Max(_confirmed, outcome.Confirmed);
            _told = Math.Max(_told, outcome.Confirmed);
            _startsAt = _confirmed;
        }

        Signal();
    }

    /// <summary>Goes on with a release as far as it can; the next pong or the next tick takes it further.</summary>
    private async Task LetGoAsync()
    {
        lock (_gate)
        {
            if (_isLettingGo || _state != SessionState.Releasing || !_window.IsEmpty) return;
            _isLettingGo = true;
        }

        // In this order: the successor starts behind what is confirmed when the release is told.
        var isTold = await ConfirmAsync() && await TellReleasedAsync();
        lock (_gate)
        {
            _isLettingGo = false;
            if (isTold && _state == SessionState.Releasing) _state = SessionState.Silent;
        }
    }

    private async Task<bool> TellReleasedAsync()
    {
        try
        {
            await _user.ReleasedAsync(Identity.Id);
            return true;
        }
        catch (Exception exception)
        {
            // The grain ends the connection when it hears nothing in time.
            _services.Log.ReleaseFailed(exception, Identity.Id, Identity.User);
            return false;
        }
    }
}
