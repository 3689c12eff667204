using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using OrleansChat.Accounts;
using OrleansChat.Delivery;
using OrleansChat.Inbox;
using OrleansChat.Messages;
using OrleansChat.Storage;
using OrleansChat.Storage.Sqlite;

namespace OrleansChat.Hosting;

/// <summary>What a process that hosts grains is made of; the one-machine frontend and a cluster's silo share it.</summary>
public static class ChatSilo
{
    /// <summary>Adds the stores, the grains' services and the engine that this build was made with.</summary>
    public static IHostApplicationBuilder AddChatSilo(this IHostApplicationBuilder builder)
    {
        builder.Services.AddSqliteStores(new GrainStateJson(GrainStateJsonContext.Default.Options));
        builder.Services.AddChatOptions<SqliteStoreOptions>("Chat:Store").Configure<IConfiguration>(static (options, configuration) =>
        {
            if (configuration["Chat:DataDirectory"] is { Length: > 0 } directory) options.DataDirectory = directory;
        });
        builder.Services.AddSingleton(static provider => new AccountDefaults(
            provider.GetRequiredService<IConfiguration>()["Chat:DefaultAvatar"] is { Length: > 0 } avatar ? avatar : AccountDefaults.DefaultAvatar,
            Guid.NewGuid));
        builder.Services.AddGrainServices();
        ChatEngine.Add(builder);
        return builder;
    }

    /// <summary>Takes the data folder and opens the stores; called once, before the process makes files or listens.</summary>
    public static void OpenStores(this IServiceProvider services) => services.OpenSqliteStores();

    /// <summary>Adds what grains take from their container beside the stores. A test cluster uses it as it is.</summary>
    public static IServiceCollection AddGrainServices(this IServiceCollection services)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton(TaskScheduler.Default);
        services.TryAddSingleton<IMessageIds, RandomMessageIds>();
        services.TryAddSingleton(new AccountDefaults(AccountDefaults.DefaultAvatar, Guid.NewGuid));
        services.AddChatOptions<InboxOptions, InboxOptionsValidator>("Chat:Inbox");
        services.AddChatOptions<HintPumpOptions, HintPumpOptionsValidator>("Chat:Hints");

        services.AddChatOptions<DeviceLimitOptions, DeviceLimitOptionsValidator>("Chat:Visitors");
        services.AddSingleton<DeviceHours>();
        services.AddSingleton(static provider => new IdAllocator(provider.GetRequiredService<IIdBlockStore>(), "user"));
        services.AddSingleton<IHintSink>(static provider => new HintPump(
            provider.GetRequiredService<IOptions<HintPumpOptions>>().Value,
            provider.GetRequiredService<TaskScheduler>(),
            provider.GetRequiredService<ILogger<HintPump>>()));
        services.AddSingleton<InboxEnvironment>();
        services.AddSingleton<InboxServices>();
        services.AddSingleton<CursorWriter>();

        // Before the engine, so that it stops after it: the cursors of the last sessions are still to be written then.
        services.AddHostedService(static provider => provider.GetRequiredService<CursorWriter>());
        return services;
    }
}
