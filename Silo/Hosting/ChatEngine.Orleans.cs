using System.Net;
using Orleans.Configuration;

namespace OrleansChat.Hosting;

/// <summary>The engine of this build: Microsoft Orleans.</summary>
public static class ChatEngine
{
    /// <summary>What the first log line says.</summary>
    public const string Name = "Microsoft Orleans (one silo in this process)";

    /// <summary>Adds a silo that is a cluster of one: loopback only, no membership service.</summary>
    public static void Add(IHostApplicationBuilder builder)
    {
        builder.Services.AddChatOptions<LocalSiloOptions, LocalSiloOptionsValidator>("Chat:Orleans");
        var ports = builder.Configuration.GetSection("Chat:Orleans").Get<LocalSiloOptions>() ?? new LocalSiloOptions();
        builder.UseOrleans(silo => silo
            .UseLocalhostClustering(ports.SiloPort, ports.GatewayPort)
            .Configure<EndpointOptions>(static endpoint => endpoint.AdvertisedIPAddress = IPAddress.Loopback));
    }
}
