using OrleansChat.Users;

namespace OrleansChat.Inbox;

/// <content>The feed of an app, from one session to the next.</content>
public sealed partial class UserSessions
{
    // One for each session that was told to let go; it leaves with the answer, the session's end, its next claim or the time limit.
    // Continuations run on the activation's scheduler in any case, so that completing one here starts nobody else's turn.
    private readonly Dictionary<Guid, TaskCompletionSource> _releases = [];

    /// <summary>A session asks to be the one that is fed (see <see cref="IUserGrain.ClaimFeedAsync"/>).</summary>
    public async Task<ClaimFeedOutcome> ClaimAsync(Guid claimant)
    {
        if (_roster.Claim(claimant) is not { } before) return new ClaimFeedOutcome(IsGranted: false, 0);

        // Who asks is silent: whatever it was asked to let go of before, it has.
        EndWait(claimant);
        await Task.WhenAll(before.Select(LetGoAsync));

        // A newer session may have claimed during the wait.
        if (!_roster.IsHolder(claimant) || _roster.Find(claimant) is not { } holder) return new ClaimFeedOutcome(IsGranted: false, 0);

        // A transient session goes on after a login of the same app: what that one had is in the client's history.
        var start = holder.Opened.IsTransient
            ? Math.Max(holder.StartsAt, cursors.Find(holder.Opened.App) ?? 0)
            : cursors.Find(holder.Opened.App) ?? cursors.Highest;
        return new ClaimFeedOutcome(IsGranted: true, start);
    }

    /// <summary>A session has let go.</summary>
    public void Released(Guid session)
    {
        _roster.Released(session);
        EndWait(session);
    }

    // Completes when the session has let go, has ended, or was ended because it took too long. Several may wait for the same one.
    private async Task LetGoAsync(RosterSession session)
    {
        if (!_releases.TryGetValue(session.Id, out var release))
        {
            _releases[session.Id] = release = new TaskCompletionSource();
            await session.Opened.Frontend.Control.ReleaseAsync(user, session.Id).ConfigureAwait(LossAllowed);
        }

        try
        {
            await release.Task.WaitAsync(TimeSpan.FromMilliseconds(services.Options.ReleaseMillisecondsMax), services.Clock);
        }
        catch (TimeoutException)
        {
            // Dead or gone without a word: what it did not confirm is sent again on the new socket, so it must not go on.
            if (_releases.GetValueOrDefault(session.Id) == release) await EndAsync(session);
        }
    }

    private void EndWait(Guid session)
    {
        if (_releases.Remove(session, out var release)) release.TrySetResult();
    }

    private async Task EndAsync(RosterSession session)
    {
        _roster.Released(session.Id);
        EndWait(session.Id);
        await session.Opened.Frontend.Control.AbortAsync(user, session.Id).ConfigureAwait(LossAllowed);
    }

    private async Task OfferAsync(RosterSession? next)
    {
        if (next is not null) await next.Opened.Frontend.Control.OfferFeedAsync(user, next.Opened.App).ConfigureAwait(LossAllowed);
    }
}
