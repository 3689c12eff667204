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

    /// <summary>What anybody may know of the user, or null when there is no such user or it is disabled.</summary>
    /// <remarks>Callers: WebFrontend. Calls: no grain.
    /// Order: none; shows committed rows only. Idempotent: a read. Durable: what it shows is. Errors: none.</remarks>
    [Alias("public"), AlwaysInterleave] Task<PublicProfile?> GetPublicProfileAsync();

    /// <summary>Takes the user token back; the next request with it is refused. Sockets stay as they are (contract.md 6.2).</summary>
    /// <remarks>Callers: WebFrontend. Calls: frontends, one way.
    /// Order: a login after it stands. Idempotent by token id; another token than the valid one changes nothing.
    /// Durable when the task completes. Errors: none. TimeoutException: unknown, repeat.</remarks>
    [Alias("sign-out")] Task SignOutAsync(string tokenId);

    /// <summary>Changes one thing of the profile (contract.md 6.4).</summary>
    /// <remarks>Callers: WebFrontend. Calls: frontends, one way.
    /// Order: the last one stands. Idempotent. Durable when the task completes.
    /// Errors: ProfileMissing, NicknameTooLong, AvatarTooLong, InviteConfirmInvalid. TimeoutException: unknown, repeat.</remarks>
    [Alias("change-profile")] Task<ChatError> ChangeProfileAsync(ProfileField field, string value);

    /// <summary>What of the profile was changed in the last 60 s. A changed picture is told until the time is over, anything else once (contract.md 7.6).</summary>
    /// <remarks>Callers: WebFrontend. Calls: no grain.
    /// Order: after the change. Not idempotent: see above. Durable: not; a new activation knows of no change. Errors: none.</remarks>
    [Alias("recent-change")] Task<ProfileField> TakeRecentChangeAsync();

    /// <summary>Replaces the password and drops every token but the caller's (contract.md (b) 14).</summary>
    /// <remarks>Callers: WebFrontend, after it has checked the old password. Calls: frontends, one way.
    /// Order: of two at once the first stands, the second is refused. Not idempotent: a repeat answers OldPasswordWrong.
    /// Durable when the task completes.
    /// Errors: PasswordOwnerMissing, OldPasswordWrong. TimeoutException: unknown, log in to find out.</remarks>
    [Alias("set-password")] Task<ChatError> SetPasswordAsync(SetPassword command);

    /// <summary>Makes a device's token the one valid visitor token; the user token is not touched.</summary>
    /// <remarks>Callers: DeviceGrain. Calls: frontends, one way.
    /// Order: visits are decided one after another, the last one stands. Idempotent by token id. Durable when the task completes.
    /// Errors: AccountMissingOrDisabled. TimeoutException: unknown, repeat.</remarks>
    [Alias("visit")] Task<SignInOutcome> VisitAsync(Visit command);

    /// <summary>Makes this guest a registered user; number, UUID, messages and cursors stay, and so does the visitor token (contract.md 6.3, (b) 5).</summary>
    /// <remarks>Callers: DeviceGrain. Calls: frontends, one way.
    /// Order: of two at once the first stands. Not idempotent: a repeat answers UsernameTaken.
    /// Durable when the task completes.
    /// Errors: UsernameTaken, AccountMissingOrDisabled (also when it is no guest any more). TimeoutException: unknown, log in to find out.</remarks>
    [Alias("promote")] Task<SignInOutcome> PromoteAsync(Promote command);

    /// <summary>Gives one message its place in this user's inbox and makes it durable.</summary>
    /// <remarks>Callers: WebFrontend, on the receiver's grain. Calls: no grain.
    /// Order: sequences are dense from 1; a sender's order holds only if it awaits each call.
    /// Idempotent by (sender, client key) for as long as the log keeps the row; a repeat returns the first message.
    /// Durable when the task completes; delivery follows.
    /// Errors: ReceiverMissingOrDisabled, ClientKeyReused, MessageRevoked, Busy (retry later). Any exception: unknown, repeat with the same key.</remarks>
    [Alias("send"), AlwaysInterleave] Task<SendOutcome> SendAsync(SendMessage command);

    /// <summary>Takes one message of this user's inbox back: its content is gone and the inbox says so.</summary>
    /// <remarks>Callers: WebFrontend, on the receiver's grain. Calls: no grain.
    /// Order: the revoke follows its message. Several at once of one message make one revoke.
    /// Idempotent by (sender, message id) for five minutes after the first, whose answer a repeat gets.
    /// Durable when the task completes; delivery follows.
    /// Errors: RevokeTooLate (also for what is not the caller's or not there), Busy (retry later). Any exception: unknown, repeat.</remarks>
    [Alias("revoke"), AlwaysInterleave] Task<RevokeOutcome> RevokeAsync(RevokeMessage command);

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
