using System.Collections.Immutable;
using Orleans;
using OrleansChat.Delivery;
using OrleansChat.Inbox;
using OrleansChat.Users;

namespace OrleansChat.Tests.Cluster;

/// <summary>A frontend of a test's own: it notes what it is told and lets a test wait for it.</summary>
// Threads: any. The observers are held here because the engines hold them weakly.
internal sealed class ClusterFrontend
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(30);

    private readonly Lock _gate = new();
    private readonly HintEar _hints;
    private readonly Control _control;
    private TaskCompletionSource _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private ImmutableList<string> _events = [];
    private ImmutableList<Hint> _seen = [];

    public ClusterFrontend(IGrainFactory client)
    {
        _hints = new HintEar(this);
        _control = new Control(this);
        Ref = new FrontendRef
        {
            Id = Guid.NewGuid(),
            Hints = [client.CreateObjectReference<IHintObserver>(_hints)],
            Control = client.CreateObjectReference<IFrontendControl>(_control),
        };
    }

    public FrontendRef Ref { get; }

    /// <summary>What it says when it is asked who is there.</summary>
    public ImmutableArray<OpenSession> Sessions { get; set; } = [];

    /// <summary>Runs when a session is asked to let go.</summary>
    public Func<Guid, Task>? OnRelease { get; set; }

    public ImmutableList<Hint> Hints
    {
        get
        {
            lock (_gate) return _seen;
        }
    }

    public ImmutableList<string> Events
    {
        get
        {
            lock (_gate) return _events;
        }
    }

    public OpenSession NewSession(string app = "phone", bool isTransient = false) =>
        new() { Session = Guid.NewGuid(), App = app, IsTransient = isTransient, Frontend = Ref };

    /// <summary>Waits for something to have been told.</summary>
    public async Task UntilAsync(Func<bool> condition, string what)
    {
        using var deadline = new CancellationTokenSource(Deadline);
        while (true)
        {
            Task changed;
            lock (_gate) changed = _changed.Task;
            if (condition()) return;
            try
            {
                await changed.WaitAsync(deadline.Token);
            }
            catch (OperationCanceledException exception)
            {
                throw new TimeoutException($"Not within {Deadline}: {what}. Told so far: {string.Join(", ", Events)}; {Hints.Count} hints.", exception);
            }
        }
    }

    private Task Note(string told)
    {
        Change(() => _events = _events.Add(told));
        return Task.CompletedTask;
    }

    private void Change(Action change)
    {
        TaskCompletionSource changed;
        lock (_gate)
        {
            change();
            changed = _changed;
            _changed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        }

        changed.SetResult();
    }

    private sealed class HintEar(ClusterFrontend frontend) : IHintObserver
    {
        public Task TakeAsync(HintBatch batch)
        {
            frontend.Change(() => frontend._seen = frontend._seen.AddRange(batch.Hints));
            return Task.CompletedTask;
        }
    }

    private sealed class Control(ClusterFrontend frontend) : IFrontendControl
    {
        public Task ArmAsync(UserId user, string app) => frontend.Note($"arm {app}");

        public Task ReleaseAsync(UserId user, Guid session)
        {
            _ = frontend.OnRelease?.Invoke(session);
            return frontend.Note($"release {session}");
        }

        public Task OfferFeedAsync(UserId user, string app) => frontend.Note($"offer {app}");

        public Task AbortAsync(UserId user, Guid session) => frontend.Note($"abort {session}");

        public Task ForgetCallerAsync(UserId user) => frontend.Note($"forget {user}");

        public Task<ImmutableArray<OpenSession>> WhoIsThereAsync(UserId user) => Task.FromResult(frontend.Sessions);
    }
}
