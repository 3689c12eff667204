using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Orleans;
using Orleans.Embedded;
using Orleans.Runtime;

namespace OrleansChat.Tests.Engine;

public sealed class StopTests
{
    [Fact]
    public void A_stop_deactivates_every_grain()
    {
        var run = EmbeddedRun.Of(1, null, async (_, grains) =>
        {
            await grains.GetGrain<ILifeGrain>(1).GetActivationAsync();
            await grains.GetGrain<ILifeGrain>(2).GetActivationAsync();
        });
        Assert.Equal(["activate", "call", "deactivate ShuttingDown"], run.Probe.Read("life 1"));
        Assert.Equal(["activate", "call", "deactivate ShuttingDown"], run.Probe.Read("life 2"));
    }

    [Fact]
    public void A_stop_does_not_wait_for_a_call_that_never_ends()
    {
        Task? call = null;
        var run = EmbeddedRun.Of(1, null, async (run, grains) =>
        {
            call = grains.GetGrain<ITraceGrain>(1).WorkAsync(0, 1_000_000);
            await Task.Delay(TimeSpan.FromMilliseconds(10), run.Clock);
        }, options => options.StopTimeout = TimeSpan.FromSeconds(3));
        Assert.IsType<SiloUnavailableException>(call!.Exception!.InnerException);
        Assert.StartsWith("00:00:03.00", run.Trace[^1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task After_the_stop_every_call_fails()
    {
        ITraceGrain? grain = null;
        EmbeddedRun.Of(1, null, async (_, grains) =>
        {
            grain = grains.GetGrain<ITraceGrain>(1);
            await grain.AddAsync(1);
        });
        await Assert.ThrowsAsync<SiloUnavailableException>(() => grain!.AddAsync(1));
    }

    [Fact]
    public async Task A_store_that_is_missing_stops_the_start()
    {
        var builder = Host.CreateEmptyApplicationBuilder(new());
        builder.Services.AddEmbeddedOrleans(options => options.GrainAssemblies.Add(typeof(StateGrain).Assembly));
        using var host = builder.Build();
        var exception = await Assert.ThrowsAsync<OrleansException>(() => host.StartAsync());
        Assert.Contains("StateGrain wants the grain storage \"memory\"", exception.Message, StringComparison.Ordinal);
    }
}
