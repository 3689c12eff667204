namespace OrleansChat.Tests.Engine;

public sealed class TimeoutTests(ShortTimeoutFixture engine) : IClassFixture<ShortTimeoutFixture>
{
    [Fact]
    public async Task The_caller_gets_a_TimeoutException_and_the_grain_goes_on()
    {
        var key = EngineFixture.NewKey();
        var grain = engine.Client.GetGrain<ICallGrain>(key);
        var call = grain.HoldTwiceAsync($"{key} in", $"{key} out", $"{key} still there", $"{key} end");
        await engine.Probe.WaitAsync($"{key} in");
        await Assert.ThrowsAsync<TimeoutException>(() => call);
        Assert.False(engine.Probe.IsOpen($"{key} still there"));
        engine.Probe.Open($"{key} out");
        await engine.Probe.WaitAsync($"{key} still there");
        engine.Probe.Open($"{key} end");
        Assert.Equal(key, await grain.GetKeyAsync());
    }

    [Fact]
    public async Task A_call_that_timed_out_while_it_waited_is_not_executed_later()
    {
        var key = EngineFixture.NewKey();
        var grain = engine.Client.GetGrain<ICallGrain>(key);
        var running = grain.HoldAsync($"{key} in", $"{key} out");
        await engine.Probe.WaitAsync($"{key} in");
        var waiting = grain.AppendAsync($"{key} log", 1);
        await Assert.ThrowsAsync<TimeoutException>(() => running);
        await Assert.ThrowsAsync<TimeoutException>(() => waiting);
        engine.Probe.Open($"{key} out");
        await grain.AppendAsync($"{key} log", 2);
        Assert.Equal(["2"], engine.Probe.Read($"{key} log"));
    }

    [Fact]
    public async Task A_cycle_of_calls_fails()
    {
        var (one, other) = (EngineFixture.NewKey(), EngineFixture.NewKey());
        var exception = await Assert.ThrowsAnyAsync<Exception>(() => engine.Client.GetGrain<IChainGrain>(one).CallThroughAsync([other, one]));
        // The embedded engine names the chain at once; a cluster notices when the response timeout is over.
        Assert.True(exception is TimeoutException || exception.GetType().Name == "CallCycleException", exception.ToString());
    }

    [Fact]
    public async Task A_cycle_that_ends_in_an_interleaving_method_is_none()
    {
        var (one, other) = (EngineFixture.NewKey(), EngineFixture.NewKey());
        Assert.Equal(one, await engine.Client.GetGrain<IChainGrain>(one).PeekThroughAsync([other, one]));
    }

    [Fact]
    public async Task A_two_way_call_to_a_deleted_observer_fails()
    {
        var observer = new RecordingObserver();
        var reference = engine.Client.CreateObjectReference<ITestObserver>(observer);
        var grain = engine.Client.GetGrain<INotifyGrain>(EngineFixture.NewKey());
        Assert.Equal(7, await grain.AskAsync(reference, 7));
        engine.Client.DeleteObjectReference<ITestObserver>(reference);
        await Assert.ThrowsAnyAsync<Exception>(() => grain.AskAsync(reference, 8));
        Assert.Equal([7], observer.Seen);
    }
}
