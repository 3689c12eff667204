using OrleansChat.Delivery;
using OrleansChat.Inbox;
using OrleansChat.Logs;
using OrleansChat.Sockets.WebSockets;
using OrleansChat.Users;

namespace OrleansChat.Sessions;

/// <summary>One socket of one app of one user: a cursor over the user's log, not a queue of copies (design.md 3.5).</summary>
// Threads: any may call any method; exactly one runs the pump (ChatSession.Pump.cs), and only it touches _position.
// I1: frames of the log leave in order of sequence, each once, and only while the state is Fed.
// I2: at most UnconfirmedFramesMax frames and about UnconfirmedBytesMax bytes wait for a receipt.
// I3: the state moves as SessionState says; Closed is final.
// I4: _confirmed only rises, and only by pongs that answer this connection's pings while Fed or Releasing.
// Locks: _gate only; never awaited under it. Enqueueing to the connection under it is safe: it never blocks and calls nobody.
// At the bound: the pump stops and the next pong starts it again.
internal sealed partial class ChatSession : ILogListener
{
    private readonly Lock _gate = new();
    private readonly SessionServices _services;
    private readonly IUserGrain _user;
    private readonly LogFeed _feed;
    private readonly LogPosition _position;
    private readonly ReceiptWindow _window;
    private SessionState _state;
    private bool _isArmed;
    private bool _wasFed;
    private long _confirmed;
    private long _told;
    private long _claimedAt;
    private int _signals;

    /// <summary>Begins a session; nothing is asked of the grain before <see cref="OpenAsync"/>.</summary>
    public ChatSession(SessionIdentity identity, WebSocketConnection connection, SessionServices services)
    {
        Identity = identity;
        Connection = connection;
        _services = services;
        _user = services.UserOf(identity.User);
        _feed = services.Feeds.Subscribe(LogId.Of(identity.User), this);
        _position = new LogPosition(_feed);
        _window = new ReceiptWindow(identity.Nonce, services.Options.UnconfirmedFramesMax, services.Options.UnconfirmedBytesMax);
        OpenedAt = services.Clock.GetTimestamp();
    }

    /// <summary>Whose it is.</summary>
    public SessionIdentity Identity { get; }

    /// <summary>The socket.</summary>
    public WebSocketConnection Connection { get; }

    /// <summary>When it began: a timestamp of the clock.</summary>
    public long OpenedAt { get; }

    /// <summary>Where it stands.</summary>
    public SessionState State
    {
        get
        {
            lock (_gate) return _state;
        }
    }

    // A session that closes still has receipts to tell, and they count only for one that is known as fed.
    private bool IsFed
    {
        get
        {
            lock (_gate) return _state is SessionState.Fed or SessionState.Releasing || (_state == SessionState.Closed && _wasFed);
        }
    }

    /// <summary>How this session is told to the user's grain, also to a new activation of it.</summary>
    public OpenSession ToOpenSession() => new()
    {
        Session = Identity.Id,
        App = Identity.App,
        IsTransient = Identity.IsTransient,
        Frontend = _services.Frontend,
        IsFed = IsFed,
    };

    /// <summary>Makes the session known to the user's grain. A failure ends the connection: the client comes back in a second.</summary>
    public async Task OpenAsync()
    {
        OpenSessionOutcome outcome;
        try
        {
            outcome = await _user.OpenSessionAsync(ToOpenSession());
        }
        catch (Exception exception)
        {
            _services.Log.OpenFailed(exception, Identity.Id, Identity.User);
            Connection.Abort();
            return;
        }

        if (outcome.Error != ChatError.None)
        {
            Connection.Abort();
            return;
        }

        bool arms;
        lock (_gate)
        {
            if (_state != SessionState.Opening) return;
            _state = SessionState.Waiting;

            // With nothing to wait for, the session is armed at once (design.md 3.6).
            arms = _isArmed || outcome.IsArmed || outcome.Confirmed == outcome.Head;
        }

        _feed.NoteHead(outcome.Head);
        if (arms) await ArmAsync();
    }

    /// <summary>The session may be fed from now on. Idempotent.</summary>
    public Task ArmAsync()
    {
        lock (_gate)
        {
            _isArmed = true;
            if (_state == SessionState.Waiting) _state = SessionState.Silent;
        }

        return ClaimAsync();
    }

    /// <summary>Asks to be the one session of its app that is fed, if it may be and is not yet.</summary>
    public async Task ClaimAsync()
    {
        lock (_gate)
        {
            if (_state != SessionState.Silent) return;
            _state = SessionState.Claiming;
            _claimedAt = _services.Clock.GetTimestamp();
        }

        ClaimFeedOutcome outcome;
        try
        {
            outcome = await _user.ClaimFeedAsync(Identity.Id);
        }
        catch (Exception exception)
        {
            _services.Log.ClaimFailed(exception, Identity.Id, Identity.User);
            outcome = new ClaimFeedOutcome(IsGranted: false, 0);
        }

        lock (_gate)
        {
            // Told to let go while the answer was on its way: a newer session has it.
            if (_state != SessionState.Claiming) return;
            _state = outcome.IsGranted ? SessionState.Fed : SessionState.Silent;
            if (!outcome.IsGranted) return;

            // What this socket has confirmed it has, even if the grain has not been told yet.
            _confirmed = Math.Max(_confirmed, outcome.Confirmed);
            _startsAt = _confirmed;
        }

        Signal();
    }

    /// <summary>A newer session of the app takes over: writes nothing more, waits for the last receipts, then tells the grain.</summary>
    public async Task ReleaseAsync()
    {
        lock (_gate)
        {
            switch (_state)
            {
                case SessionState.Closed or SessionState.Releasing:
                    return;
                case SessionState.Fed when !_window.IsEmpty:
                    _state = SessionState.Releasing;
                    Ping();
                    return;
                case SessionState.Fed or SessionState.Claiming:
                    _state = SessionState.Releasing;
                    break;
            }
        }

        await TellReleasedAsync();
    }

    /// <summary>A pong came in; only answers to this connection's own pings move anything.</summary>
    public void OnPong(ReadOnlySpan<byte> payload)
    {
        bool isReleased;
        lock (_gate)
        {
            if (_state is not (SessionState.Fed or SessionState.Releasing)) return;
            if (_window.TryConfirm(payload, _services.Clock.GetTimestamp()) is not { } sequence) return;
            _confirmed = Math.Max(_confirmed, sequence);
            Ping();
            isReleased = _state == SessionState.Releasing && _window.IsEmpty;
        }

        if (isReleased) _ = TellReleasedAsync();
        else _services.Confirms.Add(this);
        Signal();
    }

    /// <summary>Tells the grain how far the socket has confirmed, if there is news.</summary>
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
                await _user.OpenSessionAsync(ToOpenSession());
                await _user.ConfirmAsync(Identity.Id, _feed.Log, confirmed);
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

    /// <summary>The socket is over: the receipts that came in are told, and the grain forgets the session.</summary>
    public async Task CloseAsync()
    {
        lock (_gate)
        {
            if (_state == SessionState.Closed) return;
            _wasFed = _state is SessionState.Fed or SessionState.Releasing;
            _state = SessionState.Closed;
        }

        _services.Feeds.Unsubscribe(_feed, this);
        try
        {
            await ConfirmAsync();
            await _user.CloseSessionAsync(Identity.Id);
        }
        catch (Exception exception)
        {
            _services.Log.CloseFailed(exception, Identity.Id, Identity.User);
        }
    }

    private async Task TellReleasedAsync()
    {
        try
        {
            await ConfirmAsync();
            await _user.ReleasedAsync(Identity.Id);
        }
        catch (Exception exception)
        {
            // The grain ends the connection when it hears nothing in time.
            _services.Log.ReleaseFailed(exception, Identity.Id, Identity.User);
        }

        // Only now may it ask again: a word of release that came after a new claim would end that one's feed.
        lock (_gate)
        {
            if (_state == SessionState.Releasing) _state = SessionState.Silent;
        }
    }
}
