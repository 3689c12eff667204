using System.Collections.Immutable;
using OrleansChat.Auth;
using OrleansChat.Inbox;
using OrleansChat.Sessions;
using OrleansChat.Users;

namespace OrleansChat.Delivery;

/// <summary>What the grains ask of this frontend. Nothing here waits: what takes time goes on by itself.</summary>
internal sealed class FrontendControl(SessionHub hub, CallerCache callers) : IFrontendControl
{
    /// <inheritdoc/>
    public Task ArmAsync(UserId user, string app)
    {
        // The newest first: an older one that asked before it would only be told to let go again.
        foreach (var session in hub.Of(user, app).Reverse()) _ = session.ArmAsync();
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task ReleaseAsync(UserId user, Guid session)
    {
        // One that is not here any more has told the grain of its end, or the grain will give up waiting.
        _ = hub.Find(user, session)?.ReleaseAsync();
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task OfferFeedAsync(UserId user, string app)
    {
        // A visitor's session of the app has a feed of its own; which of the two became free is not said.
        var waiting = hub.Of(user, app).Where(session => session.State == SessionState.Silent).ToLookup(session => session.Identity.IsTransient);
        foreach (var sharing in waiting) _ = sharing.Last().ClaimAsync();
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task AbortAsync(UserId user, Guid session)
    {
        hub.Find(user, session)?.Connection.Abort();
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task ForgetCallerAsync(UserId user)
    {
        callers.Forget(user);
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task<ImmutableArray<OpenSession>> WhoIsThereAsync(UserId user) =>
        Task.FromResult(hub.Of(user)
            .Where(session => session.State is not (SessionState.Opening or SessionState.Closed))
            .Select(session => session.ToOpenSession())
            .ToImmutableArray());
}
