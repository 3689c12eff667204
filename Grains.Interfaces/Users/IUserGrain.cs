using Orleans;
using Orleans.Concurrency;
using OrleansChat.Inbox;
using OrleansChat.Logs;

namespace OrleansChat.Users;

/// <summary>One user, keyed by uid: the account, the settings, the durable inbox and the cursors of the user's apps over it.</summary>
[Alias("chat.user")]
public interface IUserGrain : IGrainWithIntegerKey
{
    /// <summary>The account and its settings, or null when there is no such user.</summary>
    /// <remarks>Callers: WebFrontend, which caches it for at most 2 s. Calls: no grain.
    /// Order: none; shows committed rows only. Idempotent: a read. Durable: what it shows is. Errors: none.</remarks>
    [Alias("profile"), AlwaysInterleave] Task<UserProfile?> GetProfileAsync();

    /// <summary>Makes a checked login's token the one valid user token and tells the frontends to forget the one before.</summary>
    /// <remarks>Callers: WebFrontend. Calls: no grain.
    /// Order: logins of one user are decided one after another, the last one stands.
    /// Idempotent by token id. Durable when the task completes.
    /// Errors: AccountMissingOrDisabled. TimeoutException: unknown, log in again.</remarks>
    [Alias("sign-in")] Task<SignInOutcome> SignInAsync(SignIn command);

    /// <summary>Stores the settings text verbatim (contract.md 2.7).</summary>
    /// <remarks>Callers: WebFrontend. Calls: no grain.
    /// Order: the last one stands. Idempotent. Durable when the task completes.
    /// Errors: AccountMissingOrDisabled. TimeoutException: unknown, repeat.</remarks>
    [Alias("userset")] Task<ChatError> SetUsersetAsync(string userset);

    /// <summary>Gives one message its place in this user's inbox and makes it durable.</summary>
    /// <remarks>Callers: WebFrontend, on the receiver's grain. Calls: no grain.
    /// Order: sequences are dense from 1; a sender's order holds only if it awaits each call.
    /// Idempotent by (sender, client key) for as long as the log keeps the row; a repeat returns the first message.
    /// Durable when the task completes; delivery follows.
    /// Errors: ReceiverMissingOrDisabled, ClientKeyReused, Busy (retry later). Any exception: unknown, repeat with the same key.</remarks>
    [Alias("send"), AlwaysInterleave] Task<SendOutcome> SendAsync(SendMessage command);

    /// <summary>Reads the inbox after a sequence.</summary>
    /// <remarks>Callers: WebFrontend. Calls: no grain.
    /// Order: by sequence, without gap. Idempotent: a read. Durable: shows committed rows only. Errors: none.</remarks>
    [Alias("read"), AlwaysInterleave] Task<LogPage> ReadAsync(long afterSequence, int entriesMax, int bytesMax);

    /// <summary>Notes a socket of this user, subscribes its frontend to the inbox and tells where the app's cursor stands.</summary>
    /// <remarks>Callers: WebFrontend. Calls: no grain.
    /// Order: the session that opened last is the newest. Idempotent by session id.
    /// Durable: not; the frontends tell it again to a new activation.
    /// Errors: AccountMissingOrDisabled in the outcome.</remarks>
    [Alias("open"), AlwaysInterleave] Task<OpenSessionOutcome> OpenSessionAsync(OpenSession command);

    /// <summary>The app asked for its backlog: all its sessions, on any frontend, may be fed from now on (contract.md 6.7).</summary>
    /// <remarks>Callers: WebFrontend. Calls: frontends, one way.
    /// Order: none. Idempotent. Durable: not; a session arms itself 3 s after its connect anyway. Errors: none.</remarks>
    [Alias("arm"), AlwaysInterleave] Task ArmAsync(string app);

    /// <summary>Asks to be the one session of its app that is fed. Returns when the session before it has stopped and its receipts are in.</summary>
    /// <remarks>Callers: WebFrontend. Calls: frontends, one way.
    /// Order: of several claims of one app the newest session gets it. Idempotent by session id.
    /// Durable: not. Errors: none; a session that a newer one replaced is told so.</remarks>
    [Alias("claim"), AlwaysInterleave] Task<ClaimFeedOutcome> ClaimFeedAsync(Guid session);

    /// <summary>A session has stopped taking messages and its receipts are in.</summary>
    /// <remarks>Callers: WebFrontend. Calls: no grain. Order: after the session's last confirmation. Idempotent. Durable: not. Errors: none.</remarks>
    [Alias("released"), AlwaysInterleave] Task ReleasedAsync(Guid session);

    /// <summary>The app's socket has everything up to a sequence; the cursor moves forward, never back.</summary>
    /// <returns>False when this activation does not know the session: its frontend opens it again.</returns>
    /// <remarks>Callers: WebFrontend, coalesced. Calls: no grain.
    /// Order: none needed, the highest wins. Idempotent. Durable within 250 ms of the receipt, not when the task completes.
    /// Errors: none; a session that has let go moves nothing.</remarks>
    [Alias("confirm"), AlwaysInterleave] Task<bool> ConfirmAsync(Guid session, LogId log, long sequence);

    /// <summary>A socket has ended. Its cursor is durable when the task completes.</summary>
    /// <remarks>Callers: WebFrontend. Calls: no grain. Order: after the session's last confirmation. Idempotent.
    /// Durable: the cursor is. Errors: none.</remarks>
    [Alias("close"), AlwaysInterleave] Task CloseSessionAsync(Guid session);
}
