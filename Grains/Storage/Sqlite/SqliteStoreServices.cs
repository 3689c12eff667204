using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Orleans.Storage;

namespace OrleansChat.Storage.Sqlite;

/// <summary>Registers the stores of a one-machine server.</summary>
public static class SqliteStoreServices
{
    /// <summary>The name under which grains ask for this storage.</summary>
    public const string GrainStorageName = GrainStateStore.Name;

    /// <summary>Adds all stores, the service that opens them first and closes them last, health and metrics.</summary>
    /// <param name="services">The host's services.</param>
    /// <param name="grainStateJson">Knows the types that grains store.</param>
    /// <param name="configure">Sets the options; null leaves the defaults and what else was configured.</param>
    public static IServiceCollection AddSqliteStores(
        this IServiceCollection services, GrainStateJson grainStateJson, Action<SqliteStoreOptions>? configure = null)
    {
        services.AddMetrics();
        services.TryAddSingleton(TimeProvider.System);
        var options = services.AddOptions<SqliteStoreOptions>().ValidateOnStart();
        if (configure is not null) options.Configure(configure);
        services.AddSingleton<IValidateOptions<SqliteStoreOptions>, SqliteStoreOptionsValidator>();

        services.AddSingleton(grainStateJson);
        services.TryAddSingleton<StoreMetrics>();
        services.AddSingleton<SqliteDatabase>();
        services.AddHostedService<SqliteStoreService>();
        services.AddSingleton<IStoreHealth, SqliteStoreHealth>();
        services.AddSingleton<IMessageLog, SqliteMessageLog>();
        services.AddSingleton<ICursorStore, SqliteCursorStore>();
        services.AddSingleton<IAccountStore, SqliteAccountStore>();
        services.AddSingleton<IIdBlockStore, SqliteIdBlockStore>();
        services.AddSingleton<IGrainStorage, SqliteGrainStorage>();
        services.AddKeyedSingleton<IGrainStorage>(GrainStorageName, static (provider, _) => provider.GetRequiredService<IGrainStorage>());
        return services;
    }

    /// <summary>Opens the stores now instead of at the host's start: before anything else of the process puts files into the data folder,
    /// and early enough that a refusal is not wrapped into the host's own failure.</summary>
    public static void OpenSqliteStores(this IServiceProvider services) => services.GetRequiredService<SqliteDatabase>().Open();
}
