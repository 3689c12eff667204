using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Orleans.Embedded;

namespace OrleansChat.Tests.Engine;

/// <summary>The engine as production runs it: thread pool, no strict mode.</summary>
internal static class BenchmarkHost
{
    public const string Name = "Orleans.Embedded";

    public static async Task<IHost> StartAsync()
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Services.AddEmbeddedOrleans(options => options.GrainAssemblies.Add(typeof(PingGrain).Assembly));
        var host = builder.Build();
        await host.StartAsync();
        return host;
    }
}
