using Microsoft.Data.Sqlite;

namespace OrleansChat.Storage.Sqlite;

/// <summary>Opens connections with the settings that the store's promises stand on.</summary>
internal static class SqliteConnections
{
    /// <summary>Only a tool from outside (a backup, a shell) can hold a lock; five seconds are patience enough for it.</summary>
    public const int BusyMilliseconds = 5_000;

    /// <summary>The connection of the writer, and of the migrations before it.</summary>
    public static SqliteConnection OpenWriter(string path)
    {
        var connection = Open(path, SqliteOpenMode.ReadWriteCreate);

        // page_size takes effect only before the first page is written; on an existing file it changes nothing.
        Set(connection, "page_size=8192");
        Set(connection, "journal_mode=WAL");

        // FULL and not NORMAL: in WAL mode NORMAL does not sync at commit, and a power cut would lose answered messages.
        Set(connection, "synchronous=FULL");

        // A revoked message must not be readable in free pages.
        Set(connection, "secure_delete=ON");
        Set(connection, "foreign_keys=ON");

        // 2,048 pages are 16 MiB between checkpoints; the file shrinks to 64 MiB after a burst.
        Set(connection, "wal_autocheckpoint=2048");
        Set(connection, "journal_size_limit=67108864");
        Set(connection, "cache_size=-32768");
        return connection;
    }

    /// <summary>A connection that can only read. In WAL mode it never waits for the writer, and sees only what is durable:
    /// the writer publishes a commit to readers after the sync.</summary>
    public static SqliteConnection OpenReader(string path)
    {
        var connection = Open(path, SqliteOpenMode.ReadWrite);
        Set(connection, "query_only=ON");
        Set(connection, "cache_size=-8192");
        return connection;
    }

    private static SqliteConnection Open(string path, SqliteOpenMode mode)
    {
        var text = new SqliteConnectionStringBuilder { DataSource = path, Mode = mode, Pooling = false }.ToString();
        var connection = new SqliteConnection(text);
        try
        {
            connection.Open();

            Set(connection, $"busy_timeout={BusyMilliseconds}");
            Set(connection, "temp_store=MEMORY");
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    private static void Set(SqliteConnection connection, string pragma)
    {
        using var command = connection.CreateCommand();
        command.CommandText = "PRAGMA " + pragma;
        command.ExecuteNonQuery();
    }
}
