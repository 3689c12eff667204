namespace OrleansChat.Tests.Engine;

public sealed class TimerTests(EngineFixture engine)
{
    private static readonly TimeSpan s_fast = TimeSpan.FromMilliseconds(5);

    private (ITimerGrain Grain, string Log) NewGrain()
    {
        var key = EngineFixture.NewKey();
        return (engine.Client.GetGrain<ITimerGrain>(key), $"timer {key}");
    }

    [Fact]
    public async Task A_timer_ticks_again_and_again_and_never_overlaps()
    {
        var (grain, log) = NewGrain();
        await grain.StartAsync(log, TimeSpan.Zero, s_fast, interleave: false, entered: null, release: null);
        Assert.DoesNotContain("overlap", await engine.Probe.ReadAsync(log, 10));
        await grain.StopAsync();
    }

    [Fact]
    public async Task A_timer_without_a_period_ticks_once()
    {
        var (grain, log) = NewGrain();
        await grain.StartAsync(log, TimeSpan.Zero, Timeout.InfiniteTimeSpan, interleave: false, entered: null, release: null);
        await engine.Probe.ReadAsync(log, 1);
        await grain.StartAsync($"{log} other", TimeSpan.Zero, s_fast, interleave: false, entered: null, release: null);
        await engine.Probe.ReadAsync($"{log} other", 5);
        Assert.Single(engine.Probe.Read(log));
        await grain.StopAsync();
    }

    [Fact]
    public async Task A_tick_waits_for_the_running_request()
    {
        var (grain, log) = NewGrain();
        await grain.StartAsync(log, Timeout.InfiniteTimeSpan, s_fast, interleave: false, entered: null, release: null);
        var running = grain.HoldAsync($"{log} in", $"{log} out");
        await engine.Probe.WaitAsync($"{log} in");
        await grain.ChangeAsync(TimeSpan.Zero, s_fast);
        for (var i = 0; i < 20; i++) Assert.False(await grain.PeekInTickAsync());
        Assert.Empty(engine.Probe.Read(log));
        engine.Probe.Open($"{log} out");
        await running;
        await engine.Probe.ReadAsync(log, 1);
        await grain.StopAsync();
    }

    [Fact]
    public async Task A_request_waits_for_the_running_tick()
    {
        var (grain, log) = NewGrain();
        await grain.StartAsync(log, TimeSpan.Zero, s_fast, interleave: false, $"{log} in", $"{log} out");
        await engine.Probe.WaitAsync($"{log} in");
        Assert.True(await grain.PeekInTickAsync());
        var call = grain.IsInTickAsync();
        engine.Probe.Open($"{log} out");
        Assert.False(await call);
        await grain.StopAsync();
    }

    [Fact]
    public async Task An_interleaving_tick_runs_beside_a_request()
    {
        var (grain, log) = NewGrain();
        await grain.StartAsync(log, Timeout.InfiniteTimeSpan, s_fast, interleave: true, entered: null, release: null);
        var running = grain.HoldAsync($"{log} in", $"{log} out");
        await engine.Probe.WaitAsync($"{log} in");
        await grain.ChangeAsync(TimeSpan.Zero, s_fast);
        Assert.DoesNotContain("overlap", await engine.Probe.ReadAsync(log, 3));
        engine.Probe.Open($"{log} out");
        await running;
        await grain.StopAsync();
    }

    [Fact]
    public async Task Change_gives_a_new_due_time_and_can_stop_the_timer()
    {
        var (grain, log) = NewGrain();
        await grain.StartAsync(log, TimeSpan.FromHours(1), TimeSpan.FromHours(1), interleave: false, entered: null, release: null);
        await grain.ChangeAsync(TimeSpan.Zero, Timeout.InfiniteTimeSpan);
        await engine.Probe.ReadAsync(log, 1);
        await grain.ChangeAsync(TimeSpan.Zero, Timeout.InfiniteTimeSpan);
        await engine.Probe.ReadAsync(log, 2);
    }

    [Fact]
    public async Task An_exception_in_a_tick_does_not_stop_the_timer()
    {
        var (grain, log) = NewGrain();
        await grain.StartFailingAsync(log, s_fast);
        await engine.Probe.ReadAsync(log, 4);
        await grain.StopAsync();
    }

    [Fact]
    public async Task A_disposed_timer_ticks_no_more()
    {
        var (grain, log) = NewGrain();
        await grain.StartAsync(log, TimeSpan.Zero, s_fast, interleave: false, entered: null, release: null);
        await engine.Probe.ReadAsync(log, 2);
        await grain.StopAsync();
        var count = engine.Probe.Read(log).Count;
        await grain.StartAsync($"{log} other", TimeSpan.Zero, s_fast, interleave: false, entered: null, release: null);
        await engine.Probe.ReadAsync($"{log} other", 10);
        Assert.Equal(count, engine.Probe.Read(log).Count);
        await grain.StopAsync();
    }

    [Fact]
    public async Task A_timer_ends_with_its_activation()
    {
        var (grain, log) = NewGrain();
        await grain.StartAsync(log, TimeSpan.Zero, s_fast, interleave: false, entered: null, release: null);
        await engine.Probe.ReadAsync(log, 2);
        await engine.Cluster.DeactivateAsync(grain);
        var count = engine.Probe.Read(log).Count;
        await grain.StartAsync($"{log} other", TimeSpan.Zero, s_fast, interleave: false, entered: null, release: null);
        await engine.Probe.ReadAsync($"{log} other", 10);
        Assert.Equal(count, engine.Probe.Read(log).Count);
        await grain.StopAsync();
    }

    [Fact]
    public async Task A_tick_sees_nothing_of_the_request_that_registered_it()
    {
        var (grain, log) = NewGrain();
        await grain.StartReadingAmbientAsync(log);
        Assert.Equal(["nothing"], await engine.Probe.ReadAsync(log, 1));
    }
}
