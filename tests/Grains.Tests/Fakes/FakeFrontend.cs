using System.Collections.Immutable;
using OrleansChat.Delivery;
using OrleansChat.Inbox;
using OrleansChat.Users;

namespace OrleansChat.Tests;

/// <summary>A frontend that notes what the grains ask of it.</summary>
internal sealed class FakeFrontend : IFrontendControl, IHintObserver
{
    public FakeFrontend() => Ref = new FrontendRef { Id = Guid.NewGuid(), Hints = [this], Control = this };

    public FrontendRef Ref { get; }

    public List<string> Armed { get; } = [];

    public List<Guid> Released { get; } = [];

    public List<string> Offered { get; } = [];

    public List<Guid> Aborted { get; } = [];

    public List<Hint> Hints { get; } = [];

    /// <summary>Runs when a session is asked to let go.</summary>
    public Action<Guid>? OnRelease { get; set; }

    /// <summary>Runs when a session is ended.</summary>
    public Action<Guid>? OnAbort { get; set; }

    /// <summary>Runs when an app is offered the feed.</summary>
    public Action<string>? OnOffer { get; set; }

    /// <summary>When set, every call fails with it: the process is gone.</summary>
    public Exception? Gone { get; set; }

    public OpenSession Session(string app = "phone", bool isTransient = false, bool isFed = false) =>
        new() { Session = Guid.NewGuid(), App = app, IsTransient = isTransient, IsFed = isFed, Frontend = Ref };

    public Task ArmAsync(UserId user, string app) => Note(() => Armed.Add(app));

    public Task ReleaseAsync(UserId user, Guid session) => Note(() =>
    {
        Released.Add(session);
        OnRelease?.Invoke(session);
    });

    public Task OfferFeedAsync(UserId user, string app) => Note(() =>
    {
        Offered.Add(app);
        OnOffer?.Invoke(app);
    });

    public Task AbortAsync(UserId user, Guid session) => Note(() =>
    {
        Aborted.Add(session);
        OnAbort?.Invoke(session);
    });

    public Task ForgetCallerAsync(UserId user) => Note(static () => { });

    public Task<ImmutableArray<OpenSession>> WhoIsThereAsync(UserId user) => Task.FromResult(ImmutableArray<OpenSession>.Empty);

    public Task TakeAsync(HintBatch batch) => Note(() => Hints.AddRange(batch.Hints));

    private Task Note(Action act)
    {
        if (Gone is { } gone) return Task.FromException(gone);
        act();
        return Task.CompletedTask;
    }
}
