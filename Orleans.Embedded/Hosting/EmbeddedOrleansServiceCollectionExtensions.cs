using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Orleans.Embedded;

/// <summary>Registration of the embedded engine.</summary>
public static class EmbeddedOrleansServiceCollectionExtensions
{
    /// <summary>Registers the engine, its <see cref="IGrainFactory"/> and a hosted service that stops it gracefully.
    /// Hosted services stop in reverse order of registration: register the engine before what calls grains until its end.</summary>
    /// <param name="services">Grains take their services from here too. Grain storages are keyed <c>IGrainStorage</c> services.</param>
    /// <param name="configure">Names at least the grain assemblies.</param>
    public static IServiceCollection AddEmbeddedOrleans(this IServiceCollection services, Action<EmbeddedOrleansOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(configure);
        var options = new EmbeddedOrleansOptions();
        configure(options);
        services.AddSingleton(provider => new EmbeddedEngine(options, provider));
        services.AddSingleton(static provider => provider.GetRequiredService<EmbeddedEngine>().GrainFactory);
        services.AddSingleton<IHostedService, EmbeddedOrleansService>();
        return services;
    }
}
