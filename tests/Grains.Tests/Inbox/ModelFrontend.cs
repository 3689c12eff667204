using OrleansChat.Inbox;

namespace OrleansChat.Tests.Inbox;

/// <summary>Sockets of one app over a network with delays and losses, and what the app behind them has seen.</summary>
internal sealed class ModelFrontend
{
    private readonly Simulation _simulation;
    private readonly Random _random;
    private readonly FakeFrontend _frontend = new();
    private readonly List<ModelSession> _sessions = [];
    private readonly HashSet<long> _received = [];

    public ModelFrontend(Simulation simulation, InboxBench bench, Random random, double lossOfOneWay, bool saysReleasedAndGoesOn = false)
    {
        SaysReleasedAndGoesOn = saysReleasedAndGoesOn;
        _simulation = simulation;
        _random = random;
        Bench = bench;
        _frontend.OnRelease = session => Later(session, static one => one.ReleaseAsync(), lossOfOneWay);
        _frontend.OnAbort = session => Later(session, static one => one.AbortAsync(), loss: 0);
        _frontend.OnOffer = _ => Later(_sessions.LastOrDefault(one => one.State == ModelState.Silent)?.Id ?? default, static one => one.ClaimAsync(), lossOfOneWay);
    }

    public InboxBench Bench { get; }

    /// <summary>The planted bug: a socket that is told to let go says it has, and writes on.</summary>
    public bool SaysReleasedAndGoesOn { get; }

    public IReadOnlyList<ModelSession> Sessions => _sessions;

    /// <summary>Messages that came a second time although the receipt of the first was in or on its way by a living socket.</summary>
    public List<string> Faults { get; } = [];

    public async Task<ModelSession> ConnectAsync()
    {
        var session = new ModelSession(this, _frontend.Session());
        _sessions.Add(session);
        await DelayAsync();
        await Bench.Sessions.OpenAsync(session.Opened);
        return session;
    }

    public Task DelayAsync() => _simulation.PassAsync(TimeSpan.FromMilliseconds(_random.Next(1, 40)));

    /// <summary>A frame reaches the app.</summary>
    public void Receive(ModelSession session, long sequence)
    {
        var others = _sessions.Where(one => one != session && one.State is ModelState.Fed or ModelState.Releasing);
        if (others.Any(one => one != session && !WasEnded(one))) Faults.Add($"two sockets are fed at message {sequence}");
        if (!_received.Add(sequence) && !_sessions.Any(one => one != session && one.MayRepeat(sequence))) Faults.Add($"message {sequence} came twice");
        if (sequence > 1 && !_received.Contains(sequence - 1)) Faults.Add($"message {sequence} came before the one ahead of it");
    }

    /// <summary>Whether the grain has ended a socket, whose receipts count no more from that moment on.</summary>
    public bool WasEnded(ModelSession session) => _frontend.Aborted.Contains(session.Id);

    public bool HasAll(long head) => _received.Count == head;

    private void Later(Guid session, Func<ModelSession, Task> act, double loss)
    {
        if (_random.NextDouble() < loss) return;
        _ = RunAsync();

        async Task RunAsync()
        {
            await DelayAsync();
            if (_sessions.FirstOrDefault(one => one.Id == session) is { } found) await act(found);
        }
    }
}
