using Microsoft.Data.Sqlite;
using OrleansChat.Accounts;
using OrleansChat.Storage.Sqlite;
using OrleansChat.Users;

namespace OrleansChat.Tests.Storage.Sqlite;

/// <summary>Databases of earlier versions: what is in them stays and gets what the newer version has.</summary>
public sealed class SqliteMigrationTests : IAsyncLifetime
{
    private readonly SqliteHarness _store = new();

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync() => _store.DisposeAsync();

    [Fact]
    public async Task Accounts_of_version_1_are_kept_and_found_by_search()
    {
        Directory.CreateDirectory(_store.Options.DataDirectory);
        using (var connection = SqliteConnections.OpenWriter(_store.DatabasePath))
        {
            Run(connection, Schema0001.Text);
            Run(connection, $"PRAGMA application_id = {0x4F436874}; INSERT INTO schema_version (version, applied_at) VALUES (1, 0)");
            Run(connection, UserRow(1, "Ann_one", AccountRole.User));
            Run(connection, UserRow(2, "VISann", AccountRole.Visitor));
        }

        await _store.OpenAsync();
        var cancelled = TestContext.Current.CancellationToken;
        var found = await _store.Accounts.SearchAsync("nn", new UserId(9), 50, cancelled);
        Assert.Equal([1], found.Select(static hit => hit.Id.Value));
        Assert.Equal([1], (await _store.Accounts.SearchAsync("nn_o", new UserId(9), 50, cancelled)).Select(static hit => hit.Id.Value));
        var account = await _store.Accounts.FindAsync(new UserId(1), cancelled);
        Assert.Equal(("Ann_one", null, DeviceDescription.Unknown), (account!.Username, account.VisitorTokenId, account.DeviceDescription));
    }

    private static string UserRow(int id, string username, AccountRole role) =>
        $"""
        INSERT INTO user (id, uuid, username, username_key, nickname, avatar, role, status, invite_confirm, register_time, register_ip, last_login, last_login_ip, update_time)
        VALUES ({id}, randomblob(16), '{username}', '{UsernameKey.Of(username)}', '', '/a.png', {(int)role}, 1, 0, 0, '', 0, '', 0)
        """;

    private static void Run(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
