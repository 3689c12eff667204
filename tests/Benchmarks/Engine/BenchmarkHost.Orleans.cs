using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Orleans.Hosting;

namespace OrleansChat.Tests.Engine;

/// <summary>One silo in this process, called from its own process.</summary>
internal static class BenchmarkHost
{
    public const string Name = "Microsoft.Orleans";

    public static async Task<IHost> StartAsync()
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.UseOrleans(silo => silo.UseLocalhostClustering());
        var host = builder.Build();
        await host.StartAsync();
        return host;
    }
}
