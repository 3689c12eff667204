using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Orleans.Storage;
using OrleansChat.Storage;
using OrleansChat.Storage.Sqlite;
using OrleansChat.Tests.Storage.Conformance;

namespace OrleansChat.Tests.Storage.Sqlite;

/// <summary>The SQLite stores over a folder of their own, which goes with the harness.</summary>
internal sealed class SqliteHarness : StoreHarness
{
    private readonly ServiceProvider _services = new ServiceCollection().AddMetrics().AddSingleton<StoreMetrics>().BuildServiceProvider();
    private readonly bool _ownsDirectory;
    private SqliteDatabase? _database;

    private readonly TimeProvider _clock;

    public SqliteHarness(string? directory = null, TimeProvider? clock = null)
    {
        _clock = clock ?? TimeProvider.System;
        _ownsDirectory = directory is null;
        Options = new SqliteStoreOptions { DataDirectory = directory ?? Path.Combine(Path.GetTempPath(), $"store-tests-{Guid.NewGuid():n}") };
    }

    public SqliteStoreOptions Options { get; }

    public string DatabasePath => Path.Combine(Options.DataDirectory, DataDirectory.DatabaseFileName);

    public SqliteDatabase Database => _database ?? throw new InvalidOperationException("Not open.");

    public override IMessageLog Log => new SqliteMessageLog(Database);

    public override ICursorStore Cursors => new SqliteCursorStore(Database);

    public override IAccountStore Accounts => new SqliteAccountStore(Database);

    public override IIdBlockStore Ids => new SqliteIdBlockStore(Database);

    public override IGrainStorage States => new SqliteGrainStorage(
        Database, new GrainStateJson(new JsonSerializerOptions { TypeInfoResolver = StateJsonContext.Default }));

    public override Task Ended => Database.Writer.Ended;

    public override Task OpenAsync()
    {
        _database = new SqliteDatabase(
            Microsoft.Extensions.Options.Options.Create(Options), _clock, _services.GetRequiredService<StoreMetrics>(),
            NullLogger<SqliteDatabase>.Instance, Faults);
        _database.Open();
        return Task.CompletedTask;
    }

    public override Task CloseAsync() => Database.CloseAsync().Soon();

    public override async ValueTask DisposeAsync()
    {
        Faults.Clear();
        if (_database is not null) await CloseAsync();
        await _services.DisposeAsync();
        if (_ownsDirectory && Directory.Exists(Options.DataDirectory)) Directory.Delete(Options.DataDirectory, recursive: true);
    }
}
