using BenchmarkDotNet.Attributes;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Orleans;

namespace OrleansChat.Tests.Engine;

/// <summary>An uncontended call from outside, awaited.</summary>
[MemoryDiagnoser]
public class CallBenchmark
{
    private const int CallsPerInvocation = 10_000;

    private IHost? _host;
    private IPingGrain? _grain;

    [GlobalSetup]
    public async Task SetUpAsync()
    {
        _host = await BenchmarkHost.StartAsync();
        _grain = _host.Services.GetRequiredService<IGrainFactory>().GetGrain<IPingGrain>(1);
    }

    [GlobalCleanup]
    public async Task CleanUpAsync()
    {
        await _host!.StopAsync();
        _host.Dispose();
    }

    /// <summary>Many calls per invocation: a single one would measure how the benchmark's thread waits for the pool.</summary>
    [Benchmark(OperationsPerInvoke = CallsPerInvocation)]
    public Task UncontendedCall() => Task.Run(async () =>
    {
        for (var i = 0; i < CallsPerInvocation; i++) await _grain!.PingAsync(i);
    });
}
