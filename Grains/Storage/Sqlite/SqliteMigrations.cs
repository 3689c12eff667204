using System.Globalization;
using Microsoft.Data.Sqlite;

namespace OrleansChat.Storage.Sqlite;

/// <summary>Brings a database to the version that this program knows. Migrations are numbered from 1, each in a transaction of its own
/// with its row in <c>schema_version</c>; a published one is never changed, only followed by the next.</summary>
internal static class SqliteMigrations
{
    /// <summary>Marks the file as ours ("OCht"), so that another program's database is not taken for an empty one of ours.</summary>
    private const int ApplicationId = 0x4F436874;

    private static readonly string[] Steps = [Schema0001.Text, Schema0002.Text];

    /// <summary>The version that this program writes.</summary>
    public static int Newest => Steps.Length;

    /// <summary>Runs what is missing.</summary>
    /// <exception cref="InvalidDataException">The database is not ours, or newer than this program.</exception>
    public static void Run(SqliteConnection connection, TimeProvider clock)
    {
        var version = Version(connection);
        if (version > Newest)
        {
            throw new InvalidDataException(
                $"The database '{connection.DataSource}' has schema version {version}; this program knows versions up to {Newest}. " +
                "Start the newer program, or restore a backup made before the upgrade: a schema is never taken back.");
        }

        for (var next = version + 1; next <= Newest; next++) Step(connection, next, clock);
    }

    private static int Version(SqliteConnection connection)
    {
        var applicationId = Number(connection, "PRAGMA application_id");
        if (applicationId == ApplicationId) return Number(connection, "SELECT coalesce(max(version), 0) FROM schema_version");
        if (applicationId == 0 && Number(connection, "SELECT count(*) FROM sqlite_schema") == 0) return 0;
        throw new InvalidDataException($"'{connection.DataSource}' is not a database of OrleansChat. Choose another data folder.");
    }

    private static void Step(SqliteConnection connection, int version, TimeProvider clock)
    {
        using var transaction = connection.BeginTransaction();
        using var command = connection.CreateCommand();
        command.Transaction = transaction;
        command.CommandText = Steps[version - 1];
        command.ExecuteNonQuery();
        command.CommandText =
            $"PRAGMA application_id = {ApplicationId}; INSERT INTO schema_version (version, applied_at) VALUES ({version}, $now)";
        command.Parameters.AddWithValue("$now", clock.GetUtcNow().ToUnixTimeMilliseconds());
        command.ExecuteNonQuery();
        transaction.Commit();
    }

    private static int Number(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return Convert.ToInt32(command.ExecuteScalar(), CultureInfo.InvariantCulture);
    }
}
