using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Orleans;

namespace OrleansChat.Tests.Engine;

/// <summary>A few seconds instead of BenchmarkDotNet's minutes: time and bytes per call.</summary>
internal static class QuickRun
{
    private static readonly TimeSpan s_each = TimeSpan.FromSeconds(2);

    public static async Task RunAsync()
    {
        using var host = await BenchmarkHost.StartAsync();
        var grains = host.Services.GetRequiredService<IGrainFactory>();
        Console.WriteLine($"{BenchmarkHost.Name}, {Environment.ProcessorCount} cores, .NET {Environment.Version}");
        await MeasureAsync("one caller, one grain", 1, _ => grains.GetGrain<IPingGrain>(1).PingAsync);
        await MeasureAsync("64 callers, one grain", 64, _ => grains.GetGrain<IPingGrain>(1).PingAsync);
        await MeasureAsync("64 callers, 64 grains", 64, caller => grains.GetGrain<IPingGrain>(caller).PingAsync);
        await MeasureAsync("one caller, reference made per call", 1, _ => value => grains.GetGrain<IPingGrain>(1).PingAsync(value));
        await MeasureAsync("one caller, through a second grain", 1, _ => value => grains.GetGrain<IPingGrain>(1).PingThroughAsync(2, value));
        await host.StopAsync();
    }

    private static async Task MeasureAsync(string name, int callers, Func<int, Func<int, Task<int>>> makeCall)
    {
        var calls = Enumerable.Range(1, callers).Select(makeCall).ToArray();
        await RunForAsync(calls, TimeSpan.FromSeconds(1));
        var allocated = GC.GetTotalAllocatedBytes(precise: true);
        var watch = Stopwatch.StartNew();
        var count = await RunForAsync(calls, s_each);
        watch.Stop();
        var bytes = GC.GetTotalAllocatedBytes(precise: true) - allocated;
        Console.WriteLine($"{name,-36} {watch.Elapsed.TotalNanoseconds / count,8:F0} ns/call {count / watch.Elapsed.TotalSeconds / 1000,8:F0} k calls/s {bytes / count,6} B/call");
    }

    private static async Task<long> RunForAsync(Func<int, Task<int>>[] calls, TimeSpan time)
    {
        var stop = false;
        // Stopped from a thread of its own: tight callers can keep the pool's timers waiting.
        var stopper = new Thread(() =>
        {
            Thread.Sleep(time);
            Volatile.Write(ref stop, true);
        });
        stopper.Start();
        var counts = await Task.WhenAll(calls.Select(call => Task.Run(async () =>
        {
            var count = 0L;
            while (!Volatile.Read(ref stop))
            {
                await call(1);
                count++;
            }

            return count;
        })));
        return counts.Sum();
    }
}
