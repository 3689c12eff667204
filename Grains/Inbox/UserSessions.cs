using System.Collections.Immutable;
using OrleansChat.Delivery;
using OrleansChat.Logs;
using OrleansChat.Storage;
using OrleansChat.Users;

namespace OrleansChat.Inbox;

/// <summary>
/// The open sockets of one user and the cursors of the user's apps. Belongs to one activation; its methods run interleaved in its
/// turns: everything is decided before the first await, and after an await again from <see cref="SessionRoster"/>.
/// </summary>
/// <param name="user">The user.</param>
/// <param name="cursors">The cursors as loaded.</param>
/// <param name="services">What it works with.</param>
/// <param name="inbox">Where the user's log ends, read at each use.</param>
public sealed partial class UserSessions(UserId user, AppCursors cursors, InboxServices services, LogWriter inbox)
{
    private const long ArmedMillisecondsMax = 10_000;

    // What is told to a frontend is one way and may be lost by contract: a process that is gone fails nobody else's call.
    private const ConfigureAwaitOptions LossAllowed = ConfigureAwaitOptions.ContinueOnCapturedContext | ConfigureAwaitOptions.SuppressThrowing;

    private readonly SessionRoster _roster = new(services.Options.SessionsMax);

    // An app that asked for its backlog before its socket was known here (contract.md (b) 26). Bounded by AppsMax.
    private readonly Dictionary<string, long> _armedAt = new(StringComparer.Ordinal);

    // The apps whose cursors this activation moved. Bounded by the apps that had a session.
    private readonly HashSet<string> _moved = new(StringComparer.Ordinal);
    private bool _isLeftOutForgotten;
    private ImmutableArray<FrontendRef>? _frontends;

    /// <summary>The frontends that hold a session, each once.</summary>
    public ImmutableArray<FrontendRef> Frontends => _frontends ??= FrontendsOf(_roster.Sessions);

    /// <summary>Notes a socket and tells where its app stands.</summary>
    public async Task<OpenSessionOutcome> OpenAsync(OpenSession opened)
    {
        var now = Now();
        var startsAt = StartOf(opened, now);

        // A session that is fed already was open before this activation knew it: it is not the newest.
        var added = opened.IsFed ? _roster.Restore(opened, startsAt) : _roster.Add(opened, startsAt);
        _frontends = null;
        if (opened.IsTransient && _roster.Find(opened.Session) is { } known) startsAt = known.StartsAt;

        // An app answers "asked" only once: the next socket of it asks again itself.
        var isArmed = _armedAt.Remove(opened.App, out var armedAt) && now - armedAt < ArmedMillisecondsMax;
        var outcome = new OpenSessionOutcome { Confirmed = startsAt, Head = inbox.Head, IsArmed = isArmed };
        await SettleAsync(added);
        return outcome;
    }

    /// <summary>Notes what the frontends told a new activation of sessions that are there already.</summary>
    /// <param name="oldestFirst">The sessions. All are older than one that opened here.</param>
    public void Restore(IReadOnlyList<OpenSession> oldestFirst)
    {
        var now = Now();
        foreach (var opened in oldestFirst.Reverse()) _ = SettleAsync(_roster.Restore(opened, StartOf(opened, now)));
        _frontends = null;

        // They cannot take the arming with their opening: that was long ago.
        foreach (var app in oldestFirst.Select(opened => opened.App).Distinct(StringComparer.Ordinal))
        {
            if (_armedAt.TryGetValue(app, out var armedAt) && now - armedAt < ArmedMillisecondsMax) _ = TellArmedAsync(app);
        }
    }

    /// <summary>The app asked for its backlog.</summary>
    public Task ArmAsync(string app)
    {
        if (!_armedAt.ContainsKey(app) && _armedAt.Count >= services.Options.AppsMax) _armedAt.Remove(_armedAt.MinBy(armed => armed.Value).Key);
        _armedAt[app] = Now();
        return TellArmedAsync(app);
    }

    /// <summary>A receipt: the cursor moves forward and is written soon.</summary>
    /// <returns>False when the session is not known here.</returns>
    public bool Confirm(Guid session, LogId log, long sequence)
    {
        if (_roster.Find(session) is not { Opened: var opened }) return false;

        // Not compared with the head: a frontend may have read an entry from the store before its append was answered here.
        if (log != LogId.Of(user) || sequence > inbox.LastHandedOut || !_roster.MayConfirm(session)) return true;
        if (opened.IsTransient) _roster.Advance(session, sequence);
        else if (cursors.Confirm(opened.App, sequence, Now())) Mark(opened.App);
        return true;
    }

    /// <summary>A socket has ended: its cursor is durable when this completes.</summary>
    public async Task CloseAsync(Guid session)
    {
        if (_roster.Find(session) is not { } closed) return;
        var next = _roster.Remove(session);
        _frontends = null;
        EndWait(session);
        await OfferAsync(next);
        if (!closed.Opened.IsTransient && cursors.ToStored(user, closed.Opened.App) is { } stored) await services.CursorWriter.SaveAsync(stored);
    }

    /// <summary>Makes durable what was confirmed here, for an activation that ends: the next one starts from the store.</summary>
    public Task SaveCursorsAsync() =>
        services.CursorWriter.SaveAsync([.. _moved.Select(app => cursors.ToStored(user, app)).OfType<StoredCursor>()]);

    private static ImmutableArray<FrontendRef> FrontendsOf(IEnumerable<RosterSession> sessions) =>
        [.. sessions.Select(session => session.Opened.Frontend).DistinctBy(frontend => frontend.Id)];

    private long Now() => services.Clock.GetUtcNow().ToUnixTimeMilliseconds();

    private long StartOf(OpenSession opened, long now)
    {
        if (opened.IsTransient) return inbox.Head;
        ForgetLeftOut();
        var start = cursors.Open(opened.App, now, _roster.HasApp);
        Mark(opened.App);

        // After the mark: the new app may have taken the highest position over.
        if (start.Forgotten is { } forgotten) services.CursorWriter.Forget(user, forgotten);
        return start.Confirmed;
    }

    // Not at once: a user without a session costs no write.
    private void ForgetLeftOut()
    {
        if (_isLeftOutForgotten) return;
        _isLeftOutForgotten = true;
        foreach (var app in cursors.LeftOut) services.CursorWriter.Forget(user, app);
    }

    private void Mark(string app)
    {
        if (cursors.ToStored(user, app) is not { } stored) return;
        _moved.Add(app);
        services.CursorWriter.Mark(stored);
    }

    private async Task SettleAsync(RosterAdded added)
    {
        // Nobody waits for these: their successor is fed already, or is about to claim and waits itself.
        foreach (var session in added.Releases) _ = LetGoAsync(session);
        if (added.Evicted is not { } evicted) return;
        if (!evicted.Opened.IsTransient) Mark(evicted.Opened.App);
        await EndAsync(evicted);
        await OfferAsync(added.Next);
    }

    private async Task TellArmedAsync(string app)
    {
        var frontends = FrontendsOf(_roster.Sessions.Where(session => string.Equals(session.Opened.App, app, StringComparison.Ordinal)));
        foreach (var frontend in frontends) await frontend.Control.ArmAsync(user, app).ConfigureAwait(LossAllowed);
    }
}
