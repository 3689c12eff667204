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
// I4: _confirmed only rises: by pongs that answer this connection's pings while Fed or Releasing, and to where a grant starts.
// I5: a session asks for the feed again only after the grain has its receipts and its release: Releasing lasts until both are told.
// I6: what opens the session at the grain is followed by its close, in whichever order the two arrive there.
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
    private long _confirmed;
    private long _told;
    private long _claimedAt;
    private long _claims;
    private bool _isLettingGo;
    private bool _isCloseTold;
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

    /// <summary>How this session is told to the user's grain, also to a new activation of it.</summary>
    public OpenSession ToOpenSession()
    {
        bool isFed;
        lock (_gate)
        {
            // The receipts of one that has just ended still count.
            isFed = _state is SessionState.Fed or SessionState.Releasing || (_state == SessionState.Closed && _confirmed > _told);
        }

        return new OpenSession
        {
            Session = Identity.Id,
            App = Identity.App,
            IsTransient = Identity.IsTransient,
            Frontend = _services.Frontend,
            IsFed = isFed,
        };
    }

    /// <summary>Makes the session known to the user's grain. A failure ends the connection: the client comes back in a second.</summary>
    public async Task OpenAsync()
    {
        OpenSessionOutcome outcome;
        try
        {
            outcome = await TellOpenAsync();
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

    /// <summary>The socket is over: the receipts that came in are told, and the grain forgets the session.</summary>
    public async Task CloseAsync()
    {
        lock (_gate)
        {
            if (_state == SessionState.Closed) return;
            _state = SessionState.Closed;
        }

        _services.Feeds.Unsubscribe(_feed, this);
        try
        {
            await ConfirmAsync();
            lock (_gate) _isCloseTold = true;
            await _user.CloseSessionAsync(Identity.Id);
        }
        catch (Exception exception)
        {
            _services.Log.CloseFailed(exception, Identity.Id, Identity.User);
        }
    }

    private async Task<OpenSessionOutcome> TellOpenAsync()
    {
        try
        {
            return await _user.OpenSessionAsync(ToOpenSession());
        }
        finally
        {
            bool isOver;
            lock (_gate) isOver = _isCloseTold;

            // The grain interleaves: it may have seen the close first, and would remember a session that is no more.
            if (isOver) await _user.CloseSessionAsync(Identity.Id);
        }
    }
}
