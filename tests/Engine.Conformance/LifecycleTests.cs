namespace OrleansChat.Tests.Engine;

public sealed class LifecycleTests(EngineFixture engine)
{
    [Fact]
    public async Task A_grain_is_activated_before_its_first_call_and_only_then()
    {
        var key = EngineFixture.NewKey();
        var grain = engine.Client.GetGrain<ILifeGrain>(key);
        Assert.Empty(engine.Probe.Read($"life {key}"));
        var activation = await grain.GetActivationAsync();
        Assert.Equal(activation, await grain.GetActivationAsync());
        Assert.Equal(["activate", "call", "call"], engine.Probe.Read($"life {key}"));
    }

    [Fact]
    public async Task Calls_wait_for_the_activation()
    {
        var key = EngineFixture.NewKey();
        engine.Probe.Open($"hold {key}");
        var grain = engine.Client.GetGrain<ILifeGrain>(key);
        var calls = Enumerable.Range(0, 5).Select(_ => grain.GetActivationAsync()).ToArray();
        await engine.Probe.WaitAsync($"activating {key}");
        Assert.Equal(["activate"], engine.Probe.Read($"life {key}"));
        engine.Probe.Open($"release {key}");
        Assert.Single((await Task.WhenAll(calls)).Distinct());
    }

    [Fact]
    public async Task A_failed_activation_fails_the_waiting_calls_and_a_later_call_tries_again()
    {
        var key = EngineFixture.NewKey();
        engine.Probe.Open($"fail {key}");
        var grain = engine.Client.GetGrain<ILifeGrain>(key);
        var exception = await Assert.ThrowsAsync<InvalidOperationException>(() => grain.GetActivationAsync());
        Assert.Equal("no activation today", exception.Message);
        engine.Probe.Open($"heal {key}");
        // A cluster keeps a failed activation for some seconds, in which calls still fail.
        await Eventually.SucceedsAsync(() => grain.GetActivationAsync());
        Assert.Equal("call", engine.Probe.Read($"life {key}")[^1]);
    }

    [Fact]
    public async Task After_a_deactivation_the_next_call_meets_a_new_activation()
    {
        var key = EngineFixture.NewKey();
        var grain = engine.Client.GetGrain<ILifeGrain>(key);
        var first = await grain.GetActivationAsync();
        await engine.Cluster.DeactivateAsync(grain);
        Assert.NotEqual(first, await grain.GetActivationAsync());
        Assert.Equal(["activate", "call", "deactivate ApplicationRequested", "activate", "call"], engine.Probe.Read($"life {key}"));
    }

    [Fact]
    public async Task DeactivateOnIdle_lets_the_running_request_finish_and_sends_later_calls_to_a_new_activation()
    {
        var key = EngineFixture.NewKey();
        var grain = engine.Client.GetGrain<ILifeGrain>(key);
        var ending = grain.EndAndHoldAsync($"{key} in", $"{key} out");
        await engine.Probe.WaitAsync($"{key} in");
        var later = grain.GetActivationAsync();
        Assert.Equal(["activate"], engine.Probe.Read($"life {key}"));
        engine.Probe.Open($"{key} out");
        Assert.NotEqual(await ending, await later);
        Assert.Equal(["activate", "held to the end", "deactivate ApplicationRequested", "activate", "call"], engine.Probe.Read($"life {key}"));
    }

    [Fact]
    public async Task What_waits_behind_DeactivateOnIdle_is_served_by_the_next_activation()
    {
        var key = EngineFixture.NewKey();
        var grain = engine.Client.GetGrain<ILifeGrain>(key);
        var running = grain.HoldAsync($"{key} in", $"{key} out");
        await engine.Probe.WaitAsync($"{key} in");
        var calls = Enumerable.Range(0, 20).Select(number => number == 0 ? grain.EndAsync() : grain.GetActivationAsync()).ToArray();
        engine.Probe.Open($"{key} out");
        await running;
        Assert.InRange((await Task.WhenAll(calls)).Distinct().Count(), 1, 2);
    }
}
