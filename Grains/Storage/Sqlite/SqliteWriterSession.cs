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

    public void Begin() => Execute(BeginTransaction);

    public void Commit() => Execute(CommitTransaction);

    public void BeginItem() => Execute(SetSavepoint);

    public void EndItem() => Execute(ReleaseSavepoint);

    public void UndoItem()
    {
        Execute(RollbackToSavepoint);
        Execute(ReleaseSavepoint);
    }
}
