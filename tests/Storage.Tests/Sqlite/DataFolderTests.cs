using Microsoft.Data.Sqlite;
using OrleansChat.Storage.Sqlite;

namespace OrleansChat.Tests.Storage.Sqlite;

/// <summary>The data folder: whose it is, and which databases are refused.</summary>
public sealed class DataFolderTests : IAsyncLifetime
{
    private readonly SqliteHarness _store = new();

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync() => _store.DisposeAsync();

    [Fact]
    public async Task A_folder_made_by_the_store_is_the_owners_alone()
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Skip("Windows has no file modes.");
            return;
        }

        await _store.OpenAsync();
        Assert.Equal(
            UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(_store.Options.DataDirectory));
    }

    [Fact]
    public async Task The_lock_names_its_process()
    {
        await _store.OpenAsync();
        await _store.CloseAsync();
        Assert.Equal($"{Environment.ProcessId}\n", await File.ReadAllTextAsync(LockPath, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_folder_in_use_is_refused_and_the_holder_goes_on()
    {
        await _store.OpenAsync();
        await using var second = new SqliteHarness(_store.Options.DataDirectory);
        var refusal = await Assert.ThrowsAsync<DataDirectoryInUseException>(second.OpenAsync);
        Assert.Equal(_store.Options.DataDirectory, refusal.Directory);
        Assert.Equal(1, await _store.Ids.TakeBlockAsync("user", 1));
    }

    [Fact]
    public async Task A_database_of_a_newer_version_is_refused_and_the_folder_is_free_again()
    {
        await _store.OpenAsync();
        await _store.CloseAsync();
        Run($"INSERT INTO schema_version (version, applied_at) VALUES ({SqliteMigrations.Newest + 1}, 0)");

        var refusal = await Assert.ThrowsAsync<InvalidDataException>(_store.OpenAsync);
        Assert.Contains($"schema version {SqliteMigrations.Newest + 1}", refusal.Message);

        Run($"DELETE FROM schema_version WHERE version > {SqliteMigrations.Newest}");
        await _store.OpenAsync();
    }

    [Fact]
    public async Task A_database_of_another_program_is_refused()
    {
        Directory.CreateDirectory(_store.Options.DataDirectory);
        Run("CREATE TABLE recipe (name TEXT)");
        await Assert.ThrowsAsync<InvalidDataException>(_store.OpenAsync);
    }

    [Fact]
    public async Task The_writer_syncs_at_every_commit_and_leaves_nothing_in_free_pages()
    {
        await _store.OpenAsync();
        var settings = await _store.Database.Writer.Submit(new SqliteWork<int, string>(0, 0, needsSavepoint: false, static (session, _) =>
            $"{Pragma(session, "journal_mode")} {Pragma(session, "synchronous")} {Pragma(session, "secure_delete")} {Pragma(session, "page_size")}"));
        Assert.Equal("wal 2 1 8192", settings);
    }

    [Fact]
    public async Task A_reader_cannot_write()
    {
        await _store.OpenAsync();
        await Assert.ThrowsAsync<SqliteException>(() => _store.Database.Readers.ReadAsync(
            0,
            static (session, _) =>
            {
                session.Execute(new Sql("DELETE FROM log_entry"));
                return 0;
            },
            TestContext.Current.CancellationToken));
    }

    private string LockPath => Path.Combine(_store.Options.DataDirectory, DataDirectory.LockFileName);

    private static string Pragma(SqliteSession session, string name)
    {
        using var query = session.Query(new Sql($"PRAGMA {name}"));
        query.Statement.Step();
        return query.Statement.Text(0);
    }

    private void Run(string sql)
    {
        using var connection = new SqliteConnection($"Data Source={_store.DatabasePath};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
