namespace OrleansChat.Tests.Engine;

/// <summary>A collection ends what is idle anywhere in its cluster, so these tests have one of their own.</summary>
public sealed class CollectionTests(OwnEngineFixture engine) : IClassFixture<OwnEngineFixture>
{
    [Fact]
    public async Task Collection_ends_what_is_idle_and_nothing_that_runs()
    {
        var (idle, busy) = (EngineFixture.NewKey(), EngineFixture.NewKey());
        var idleGrain = engine.Client.GetGrain<ILifeGrain>(idle);
        var busyGrain = engine.Client.GetGrain<ILifeGrain>(busy);
        var before = await idleGrain.GetActivationAsync();
        var running = busyGrain.HoldAsync($"{busy} in", $"{busy} out");
        await engine.Probe.WaitAsync($"{busy} in");
        await Eventually.IsTrueAsync(async () =>
        {
            await engine.Cluster.ForceActivationCollectionAsync(TimeSpan.Zero);
            return engine.Probe.Read($"life {idle}").Contains("deactivate ActivationIdle");
        });
        engine.Probe.Open($"{busy} out");
        await running;
        Assert.DoesNotContain("deactivate ActivationIdle", engine.Probe.Read($"life {busy}").Take(1));
        Assert.NotEqual(before, await idleGrain.GetActivationAsync());
    }
}
