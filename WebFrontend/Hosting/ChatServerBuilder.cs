using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Options;
using OrleansChat.Http;

namespace OrleansChat.Hosting;

/// <summary>What every run of the server has before it has features: configuration, addresses, limits of the transport.</summary>
internal static class ChatServerBuilder
{
    /// <summary>Where the server listens when nobody says otherwise; the clients' default.</summary>
    public const string DefaultUrl = "http://localhost:7001";

    private static readonly TimeSpan StopTime = TimeSpan.FromSeconds(10);

    /// <summary>A builder with the defaults that are built into the program, so that it runs from any directory.</summary>
    public static WebApplicationBuilder Create(string[] args)
    {
        // The current directory belongs to whoever starts the program; settings beside the program are the server's.
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = args, ContentRootPath = AppContext.BaseDirectory });
        AddEmbeddedDefaults(builder.Configuration);
        if (!HasAddress(builder.Configuration)) builder.WebHost.UseUrls(DefaultUrl);
        builder.Services.AddTransportLimits();
        return builder;
    }

    /// <summary>Takes client address and scheme from the proxies that are trusted; without any the headers are ignored.</summary>
    public static IApplicationBuilder UseTrustedProxies(this IApplicationBuilder app)
    {
        var networks = app.ApplicationServices.GetRequiredService<IOptions<ProxyOptions>>().Value.Networks().ToArray();
        if (networks.Length == 0) return app;
        var options = new ForwardedHeadersOptions { ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto | ForwardedHeaders.XForwardedHost };
        options.KnownProxies.Clear();
        options.KnownIPNetworks.Clear();
        foreach (var network in networks) options.KnownIPNetworks.Add(network);
        options.ForwardLimit = null;   // as many hops as are trusted
        return app.UseForwardedHeaders(options);
    }

    private static void AddTransportLimits(this IServiceCollection services)
    {
        services.AddChatOptions<DataOptions, DataOptionsValidator>("Chat");
        services.AddChatOptions<ProxyOptions, ProxyOptions>("Chat");
        services.TryAddClock();
        services.Configure<HostOptions>(options => options.ShutdownTimeout = StopTime);
        services.AddOptions<KestrelServerOptions>().Configure<IOptions<LimitsOptions>>(static (kestrel, limits) =>
        {
            kestrel.AddServerHeader = false;
            // Fields are counted by whoever reads them; this bounds what is read of a body that nobody wants. Uploads raise it for themselves.
            kestrel.Limits.MaxRequestBodySize = limits.Value.BodyBytesMax + RequestBody.DrainBytesMax;
            kestrel.Limits.MaxConcurrentConnections = limits.Value.ConnectionsMax;

            // Sockets have their own bounds (Chat:Session:SocketsMax), which end a connection instead of failing its request.
            kestrel.Limits.MaxConcurrentUpgradedConnections = null;
        });
    }

    private static void TryAddClock(this IServiceCollection services) =>
        Microsoft.Extensions.DependencyInjection.Extensions.ServiceCollectionDescriptorExtensions.TryAddSingleton(services, TimeProvider.System);

    // Below everything else: files, environment and arguments override it.
    private static void AddEmbeddedDefaults(ConfigurationManager configuration)
    {
        using var stream = typeof(ChatServerBuilder).Assembly.GetManifestResourceStream("defaults.json")
            ?? throw new InvalidOperationException("The program was built without its defaults.json.");
        var values = new ConfigurationBuilder().AddJsonStream(stream).Build().AsEnumerable();
        ((IConfigurationBuilder)configuration).Sources.Insert(0, new Microsoft.Extensions.Configuration.Memory.MemoryConfigurationSource { InitialData = values });
    }

    private static bool HasAddress(ConfigurationManager configuration) =>
        !string.IsNullOrEmpty(configuration[WebHostDefaults.ServerUrlsKey])
        || !string.IsNullOrEmpty(configuration[WebHostDefaults.HttpPortsKey])
        || !string.IsNullOrEmpty(configuration[WebHostDefaults.HttpsPortsKey])
        || configuration.GetSection("Kestrel:Endpoints").GetChildren().Any();
}
