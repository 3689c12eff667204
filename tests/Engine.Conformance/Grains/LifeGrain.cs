using Orleans;

namespace OrleansChat.Tests.Engine;

/// <summary>Writes its life into the log "life KEY"; a signal "fail KEY" makes its activation fail, "hold KEY" makes it wait for "release KEY".</summary>
public sealed class LifeGrain(Probe probe) : Grain, ILifeGrain
{
    private static int s_activations;
    private readonly int _activation = Interlocked.Increment(ref s_activations);

    private string Log => $"life {this.GetPrimaryKeyLong()}";

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        var key = this.GetPrimaryKeyLong();
        probe.Note(Log, "activate");
        if (probe.IsOpen($"hold {key}"))
        {
            probe.Open($"activating {key}");
            await probe.WaitAsync($"release {key}");
        }

        if (probe.IsOpen($"fail {key}") && !probe.IsOpen($"heal {key}")) throw new InvalidOperationException("no activation today");
        await base.OnActivateAsync(cancellationToken);
    }

    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        probe.Note(Log, $"deactivate {reason.ReasonCode}");
        return Task.CompletedTask;
    }

    public Task<int> GetActivationAsync()
    {
        probe.Note(Log, "call");
        return Task.FromResult(_activation);
    }

    public async Task<int> HoldAsync(string entered, string release)
    {
        probe.Open(entered);
        await probe.WaitAsync(release);
        return _activation;
    }

    public Task<int> EndAsync()
    {
        DeactivateOnIdle();
        return Task.FromResult(_activation);
    }

    public async Task<int> EndAndHoldAsync(string entered, string release)
    {
        DeactivateOnIdle();
        probe.Open(entered);
        await probe.WaitAsync(release);
        probe.Note(Log, "held to the end");
        return _activation;
    }
}
