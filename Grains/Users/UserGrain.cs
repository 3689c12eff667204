using Microsoft.Extensions.Logging;
using Orleans;
using Orleans.Runtime;
using OrleansChat.Accounts;
using OrleansChat.Inbox;
using OrleansChat.Logs;
using OrleansChat.Storage;

namespace OrleansChat.Users;

/// <summary>See <see cref="IUserGrain"/>. A shell: the inbox and the sessions are components of their own.</summary>
public sealed partial class UserGrain(
    IAccountStore accounts,
    InboxServices services,
    [PersistentState("settings", GrainStateStore.Name)] IPersistentState<UserSettings> settings,
    ILogger<UserGrain> logger) : Grain, IUserGrain
{
    private UserAccount? _account;
    private UserInbox _inbox = null!;
    private InboxRevokes _revokes = null!;
    private UserSessions _sessions = null!;
    private Task _census = Task.CompletedTask;
    private string _userset = "";

    private UserId Id => new(this.GetPrimaryKeyLong());

    /// <inheritdoc/>
    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        var log = LogId.Of(Id);
        _account = await accounts.FindAsync(Id, cancellationToken);
        var tail = await services.Logs.ReadTailAsync(log, cancellationToken);
        var unusedSince = services.Clock.GetUtcNow().AddDays(-services.Options.AppUnusedDaysMax).ToUnixTimeMilliseconds();
        var cursors = new AppCursors(await services.Cursors.LoadAsync(Id, cancellationToken), unusedSince, services.Options.AppsMax);

        var writer = new LogWriter(services.Logs, log, new LogNumbering(tail, services.Options.AppendsInFlightMax), EndActivation);
        _inbox = new UserInbox(log, writer, services, () => _sessions.Frontends);
        _revokes = new InboxRevokes(log, writer, services, () => _sessions.Frontends);
        _sessions = new UserSessions(Id, cursors, services, writer);
        _userset = settings.State.Userset;

        // Not awaited: an append needs no census, only what sessions ask does. Without an account there can be no session.
        if (_account is not null) _census = TakeCensusAsync();
    }

    /// <inheritdoc/>
    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken) =>
        _sessions is null ? Task.CompletedTask : _sessions.SaveCursorsAsync(); // null when the activation failed before it had any

    /// <inheritdoc/>
    public async Task<UserProfile?> GetProfileAsync()
    {
        await LoadAccountIfMissingAsync();
        return _account is null ? null : new UserProfile(_account, _userset);
    }

    /// <inheritdoc/>
    public async Task<SendOutcome> SendAsync(SendMessage command)
    {
        await LoadAccountIfMissingAsync();
        return await _inbox.SendAsync(command, _account);
    }

    /// <inheritdoc/>
    public async Task<RevokeOutcome> RevokeAsync(RevokeMessage command)
    {
        await LoadAccountIfMissingAsync();
        return await _revokes.RevokeAsync(command, _account);
    }

    /// <inheritdoc/>
    public Task<LogPage> ReadAsync(long afterSequence, int entriesMax, int bytesMax) =>
        _inbox.ReadAsync(afterSequence, entriesMax, bytesMax);

    /// <inheritdoc/>
    public async Task<OpenSessionOutcome> OpenSessionAsync(OpenSession command)
    {
        await LoadAccountIfMissingAsync();
        return _account is { Status: 1 }
            ? await _sessions.OpenAsync(command)
            : new OpenSessionOutcome { Error = ChatError.AccountMissingOrDisabled };
    }

    /// <inheritdoc/>
    public Task ArmAsync(string app) => _sessions.ArmAsync(app);

    /// <inheritdoc/>
    public async Task<ClaimFeedOutcome> ClaimFeedAsync(Guid session)
    {
        // A session that is fed elsewhere must be known before a second one of its app is fed.
        await _census;
        return await _sessions.ClaimAsync(session);
    }

    /// <inheritdoc/>
    public async Task ReleasedAsync(Guid session)
    {
        // Else the census would bring it back as fed.
        await _census;
        _sessions.Released(session);
    }

    /// <inheritdoc/>
    public async Task<bool> ConfirmAsync(Guid session, LogId log, long sequence)
    {
        await _census;
        return _sessions.Confirm(session, log, sequence);
    }

    /// <inheritdoc/>
    public async Task CloseSessionAsync(Guid session)
    {
        await _census;
        await _sessions.CloseAsync(session);
    }

    // The account may have been registered after this activation looked for it.
    private async Task LoadAccountIfMissingAsync()
    {
        if (_account is not null) return;
        var found = await accounts.FindAsync(Id, CancellationToken.None);

        // An interleaved call may have found it in the meantime, and this read may be older.
        _account ??= found;
        if (_account is null) DeactivateOnIdle();
    }

    private async Task ForgetCallersAsync()
    {
        foreach (var frontend in _sessions.Frontends)
        {
            // The cache forgets by itself: a frontend that is gone must not turn a durable change into a failure.
            await frontend.Control.ForgetCallerAsync(Id).ConfigureAwait(ConfigureAwaitOptions.ContinueOnCapturedContext | ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private void EndActivation(Exception? reason)
    {
        LogActivationEnds(reason, Id);
        DeactivateOnIdle();
    }
}
