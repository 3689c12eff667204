using BenchmarkDotNet.Attributes;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Orleans;

namespace OrleansChat.Tests.Engine;

/// <summary>An uncontended call from outside, awaited.</summary>
[MemoryDiagnoser]
public class CallBenchmark
{
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

    [Benchmark]
    public Task<int> UncontendedCall() => _grain!.PingAsync(1);
}
