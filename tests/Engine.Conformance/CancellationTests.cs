namespace OrleansChat.Tests.Engine;

public sealed class CancellationTests(EngineFixture engine)
{
    [Fact]
    public async Task Cancelling_ends_the_wait_of_the_caller_and_reaches_the_grain()
    {
        var key = EngineFixture.NewKey();
        using var source = new CancellationTokenSource();
        var call = engine.Client.GetGrain<ICallGrain>(key).WaitUntilCancelledAsync($"{key} in", $"{key} seen", source.Token);
        await engine.Probe.WaitAsync($"{key} in");
        await source.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);
        await engine.Probe.WaitAsync($"{key} seen");
    }

    [Fact]
    public async Task A_token_that_is_cancelled_already_ends_the_call_at_once()
    {
        var key = EngineFixture.NewKey();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() =>
            engine.Client.GetGrain<ICallGrain>(key).WaitUntilCancelledAsync($"{key} in", $"{key} seen", new(canceled: true)));
        Assert.False(engine.Probe.IsOpen($"{key} in"));
    }

    [Fact]
    public async Task A_waiting_call_can_be_cancelled_while_another_runs()
    {
        var key = EngineFixture.NewKey();
        var grain = engine.Client.GetGrain<ICallGrain>(key);
        var running = grain.HoldAsync($"{key} in", $"{key} out");
        await engine.Probe.WaitAsync($"{key} in");
        using var source = new CancellationTokenSource();
        var waiting = grain.WaitUntilCancelledAsync($"{key} second in", $"{key} seen", source.Token);
        await source.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
        engine.Probe.Open($"{key} out");
        await running;
        Assert.Equal(key, await grain.GetKeyAsync());
    }
}
