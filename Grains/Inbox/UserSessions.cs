using System.Collections.Immutable;
using OrleansChat.Delivery;
using OrleansChat.Logs;
using OrleansChat.Storage;
using OrleansChat.Users;

namespace OrleansChat.Inbox;

/// <summary>
/// The open sockets of one user and the cursors of the user's apps. Belongs to one activation; its methods run interleaved in its
/// turns: after an await every decision is taken again from <see cref="SessionRoster"/>.
/// </summary>
/// <param name="user">The user.</param>
/// <param name="cursors">The cursors as loaded.</param>
/// <param name="services">What it works with.</param>
/// <param name="head">The highest durable sequence, read at each use.</param>
public sealed class UserSessions(UserId user, AppCursors cursors, InboxServices services, Func<long> head)
{
    private readonly SessionRoster _roster = new(services.Options.SessionsMax);

    // An app that asked for its backlog before its socket was known here (contract.md (b) 26). Bounded by AppsMax.
    private readonly Dictionary<string, long> _armedAt = new(StringComparer.Ordinal);

    // One for each session that was told to let go; it leaves with the answer, the session's end or the time limit.
    private readonly Dictionary<Guid, TaskCompletionSource> _releases = [];
    private ImmutableArray<FrontendRef>? _frontends;

    /// <summary>The frontends that hold a session, each once.</summary>
    public ImmutableArray<FrontendRef> Frontends =>
        _frontends ??= [.. _roster.Sessions.Select(session => session.Opened.Frontend).DistinctBy(frontend => frontend.Id)];

    /// <summary>Notes a socket and tells where its app stands.</summary>
    public async Task<OpenSessionOutcome> OpenAsync(OpenSession opened)
    {
        var now = Now();
        var confirmed = opened.IsTransient ? head() : await OpenAppAsync(opened.App, now);
        if (_roster.Add(opened, startsAt: confirmed) is { } evicted) await EndAsync(evicted);
        _frontends = null;

        // An app answers "asked" only once: the next socket of it asks again itself.
        var isArmed = _armedAt.Remove(opened.App, out var armedAt) && now - armedAt < ArmedMillisecondsMax;
        return new OpenSessionOutcome { Confirmed = confirmed, Head = head(), IsArmed = isArmed };
    }

    /// <summary>The app asked for its backlog.</summary>
    public async Task ArmAsync(string app)
    {
        if (_armedAt.Count >= services.Options.AppsMax) _armedAt.Remove(_armedAt.MinBy(armed => armed.Value).Key);
        _armedAt[app] = Now();
        foreach (var frontend in FrontendsOf(app)) await frontend.Control.ArmAsync(user, app);
    }

    /// <summary>A session asks to be the one that is fed (see <see cref="IUserGrain.ClaimFeedAsync"/>).</summary>
    public async Task<ClaimFeedOutcome> ClaimAsync(Guid claimant)
    {
        if (_roster.Claim(claimant) is not { } before) return new ClaimFeedOutcome(IsGranted: false, 0);
        foreach (var session in before) await AskToReleaseAsync(session);
        foreach (var session in before) await AwaitReleaseAsync(session);

        // A newer session may have claimed during the wait.
        if (!_roster.IsHolder(claimant) || _roster.Find(claimant) is not { } holder) return new ClaimFeedOutcome(IsGranted: false, 0);
        var start = holder.Opened.IsTransient ? holder.StartsAt : cursors.Find(holder.Opened.App) ?? cursors.Highest;
        return new ClaimFeedOutcome(IsGranted: true, start);
    }

    /// <summary>A session has let go.</summary>
    public void Released(Guid session)
    {
        _roster.Released(session);
        if (_releases.Remove(session, out var release)) release.TrySetResult();
    }

    /// <summary>A receipt: the cursor moves forward and is written soon.</summary>
    /// <returns>False when the session is not known here.</returns>
    public bool Confirm(Guid session, LogId log, long sequence)
    {
        if (_roster.Find(session) is not { Opened: var opened }) return false;
        if (log != LogId.Of(user) || sequence > head() || !_roster.MayConfirm(session)) return true;
        if (opened.IsTransient || !cursors.Confirm(opened.App, sequence, Now())) return true;
        if (cursors.ToStored(user, opened.App) is { } stored) services.CursorWriter.Mark(stored);
        return true;
    }

    /// <summary>A socket has ended: its cursor is durable when this completes.</summary>
    public async Task CloseAsync(Guid session)
    {
        if (_roster.Find(session) is not { } closed) return;
        var next = _roster.Remove(session);
        _frontends = null;
        if (_releases.Remove(session, out var release)) release.TrySetResult();
        if (!closed.Opened.IsTransient && cursors.ToStored(user, closed.Opened.App) is { } stored) await services.CursorWriter.SaveAsync(stored);
        if (next is not null) await next.Opened.Frontend.Control.OfferFeedAsync(user, next.Opened.App);
    }

    private static long ArmedMillisecondsMax => 10_000;

    private long Now() => services.Clock.GetUtcNow().ToUnixTimeMilliseconds();

    private async Task<long> OpenAppAsync(string app, long now)
    {
        var opened = cursors.Open(app, now, _roster.HasApp);
        if (opened.Forgotten is { } forgotten) await services.Cursors.RemoveAppAsync(user, forgotten);
        if (cursors.ToStored(user, app) is { } stored) services.CursorWriter.Mark(stored);
        return opened.Confirmed;
    }

    private ImmutableArray<FrontendRef> FrontendsOf(string app) =>
        [.. _roster.Sessions.Where(session => session.Opened.App == app).Select(session => session.Opened.Frontend).DistinctBy(frontend => frontend.Id)];

    private async Task AskToReleaseAsync(RosterSession session)
    {
        if (_releases.ContainsKey(session.Id)) return;
        _releases[session.Id] = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await session.Opened.Frontend.Control.ReleaseAsync(user, session.Id);
    }

    private async Task AwaitReleaseAsync(RosterSession session)
    {
        if (!_releases.TryGetValue(session.Id, out var release)) return;
        try
        {
            await release.Task.WaitAsync(TimeSpan.FromMilliseconds(services.Options.ReleaseMillisecondsMax), services.Clock);
        }
        catch (TimeoutException)
        {
            // Dead or gone without a word: what it did not confirm is sent again on the new socket, so it must not go on.
            await EndAsync(session);
        }
    }

    private async Task EndAsync(RosterSession session)
    {
        _roster.Released(session.Id);
        if (_releases.Remove(session.Id, out var release)) release.TrySetResult();
        await session.Opened.Frontend.Control.AbortAsync(user, session.Id);
    }
}
