using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Orleans;
using Orleans.Storage;
using OrleansChat.Accounts;
using OrleansChat.Delivery;
using OrleansChat.Hosting;
using OrleansChat.Storage;
using OrleansChat.Storage.Sqlite;
using OrleansChat.Tests.Cluster;
using OrleansChat.Tests.Testing;
using OrleansChat.Users;

[assembly: AssemblyFixture(typeof(ChatCluster))]

namespace OrleansChat.Tests.Cluster;

/// <summary>The chat's grains on the engine of this build, over the real stores in a folder of their own that all silos share.</summary>
public sealed class ChatCluster : IAsyncLifetime
{
    private readonly string _directory = Path.Combine(Path.GetTempPath(), $"grain-tests-{Guid.NewGuid():n}");
    private readonly ServiceProvider _services = new ServiceCollection().AddMetrics().AddSingleton<StoreMetrics>().BuildServiceProvider();
    private SqliteDatabase? _database;
    private EngineCluster? _engine;
    private int _names;

    public IGrainFactory Client => Engine.Client;

    public EngineCluster Engine => _engine ?? throw new InvalidOperationException("Not started.");

    internal FaultyLog Log { get; private set; } = null!;

    internal IAccountStore Accounts { get; private set; } = null!;

    internal ICursorStore Cursors { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        OpenStores();
        _engine = await EngineCluster.StartAsync(new EngineClusterOptions
        {
            GrainAssemblies = [typeof(UserGrain).Assembly, typeof(IUserGrain).Assembly],
            ConfigureGrainServices = AddServices,
        });
    }

    /// <summary>Opens the stores only, for a test that brings its own engine.</summary>
    internal void OpenStores()
    {
        _database = new SqliteDatabase(
            Options.Create(new SqliteStoreOptions { DataDirectory = _directory }), TimeProvider.System,
            _services.GetRequiredService<StoreMetrics>(), NullLogger<SqliteDatabase>.Instance);
        _database.Open();
        Log = new FaultyLog(new SqliteMessageLog(_database));
        Accounts = new SqliteAccountStore(_database);
        Cursors = new SqliteCursorStore(_database);
    }

    /// <summary>What a silo registers: the shared stores as instances, everything else as in production.</summary>
    internal void AddServices(IServiceCollection services)
    {
        var database = _database!;
        services.AddSingleton<IMessageLog>(Log);
        services.AddSingleton(Accounts);
        services.AddSingleton(Cursors);
        services.AddSingleton<IIdBlockStore>(new SqliteIdBlockStore(database));
        services.AddKeyedSingleton<IGrainStorage>(
            GrainStateStore.Name, new SqliteGrainStorage(database, new GrainStateJson(GrainStateJsonContext.Default.Options)));
        services.AddGrainServices();
    }

    public async ValueTask DisposeAsync()
    {
        if (_engine is not null) await _engine.DisposeAsync();
        if (_database is not null) await _database.CloseAsync();
        await _services.DisposeAsync();
        if (Directory.Exists(_directory)) Directory.Delete(_directory, recursive: true);
    }

    /// <summary>A name that no other test has.</summary>
    internal string NewName() => $"user{Interlocked.Increment(ref _names)}";

    internal Task<RegisterOutcome> TryRegisterAsync(string username, string? grainKey = null) =>
        Client.GetGrain<IUsernameGrain>(grainKey ?? username).RegisterAsync(new RegisterAccount
        {
            Username = username,
            PasswordHash = "hash",
            Role = AccountRole.User,
            TokenId = $"token of {username}",
            App = "phone",
        });

    internal async Task<UserAccount> RegisterAsync()
    {
        var outcome = await TryRegisterAsync(NewName());
        Assert.True(outcome.IsAccepted);
        return outcome.Account;
    }

    internal IUserGrain UserOf(UserId user) => Client.GetGrain<IUserGrain>(user.Value);

    /// <summary>A user with a grain of its own.</summary>
    internal async Task<(UserId Id, IUserGrain Grain)> NewUserAsync()
    {
        var account = await RegisterAsync();
        return (account.Id, UserOf(account.Id));
    }

    /// <summary>A frontend that is known to the registry.</summary>
    internal async Task<ClusterFrontend> NewFrontendAsync()
    {
        var frontend = new ClusterFrontend(Client);
        await Client.GetGrain<IFrontendRegistryGrain>(0).AnnounceAsync(frontend.Ref);
        return frontend;
    }
}
