using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace OrleansChat.Storage.Sqlite;

/// <summary>The writer's connection and what the writer believes about the database. The two live and die together: after a failed
/// transaction a new session starts without beliefs.</summary>
internal sealed class SqliteWriterSession(SqliteConnection openConnection, int tailsRemembered) : SqliteSession(openConnection)
{
    private static readonly Sql BeginTransaction = new("BEGIN IMMEDIATE");
    private static readonly Sql CommitTransaction = new("COMMIT");
    private static readonly Sql SetSavepoint = new("SAVEPOINT item");
    private static readonly Sql ReleaseSavepoint = new("RELEASE item");
    private static readonly Sql RollbackToSavepoint = new("ROLLBACK TO item");

    /// <summary>Where the logs end, inside the running transaction.</summary>
    public LogTails Tails { get; } = new(tailsRemembered);

    /// <summary>Whether a transaction is open.</summary>
    public bool InTransaction => raw.sqlite3_get_autocommit(Handle) == 0;

    /// <summary>Set by an item that overwrote content: older versions of its pages still stand in the write-ahead log.</summary>
    public bool LeavesOldContent { get; set; }

    public void Begin() => Execute(BeginTransaction);

    public void Commit() => Execute(CommitTransaction);

    /// <summary>Copies the write-ahead log into the database and cuts it to nothing, so that old versions of pages are gone with it.</summary>
    /// <returns>SQLite's code: busy when a reader still needs the log.</returns>
    public int CutLog(int waitMilliseconds)
    {
        raw.sqlite3_busy_timeout(Handle, waitMilliseconds);
        var code = raw.sqlite3_wal_checkpoint_v2(Handle, "main", raw.SQLITE_CHECKPOINT_TRUNCATE, out _, out _);
        raw.sqlite3_busy_timeout(Handle, SqliteConnections.BusyMilliseconds);
        return code;
    }

    public void BeginItem() => Execute(SetSavepoint);

    public void EndItem() => Execute(ReleaseSavepoint);

    public void UndoItem()
    {
        Execute(RollbackToSavepoint);
        Execute(ReleaseSavepoint);
    }
}
