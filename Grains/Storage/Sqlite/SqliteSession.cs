using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace OrleansChat.Storage.Sqlite;

/// <summary>One connection and its prepared statements.</summary>
// Threads: one at a time; the writer's session belongs to the writer thread, a reader's to whoever took it from the pool.
internal class SqliteSession : IDisposable
{
    private static readonly Sql BeginRead = new("BEGIN DEFERRED");
    private static readonly Sql EndRead = new("COMMIT");

    private readonly SqliteConnection _connection;
    private readonly Dictionary<Sql, SqliteStatement> _statements = [];

    public SqliteSession(SqliteConnection openConnection)
    {
        _connection = openConnection;
        Handle = openConnection.Handle ?? throw new InvalidOperationException("The connection is not open.");
    }

    protected sqlite3 Handle { get; }

    /// <summary>The prepared statement of this text, ready to bind; <c>using</c> ends its use.</summary>
    public SqliteQuery Query(Sql sql)
    {
        if (!_statements.TryGetValue(sql, out var statement))
        {
            statement = new SqliteStatement(Handle, sql.Text);
            _statements.Add(sql, statement);
        }

        return new SqliteQuery(statement);
    }

    /// <summary>Runs a statement without values and rows.</summary>
    public void Execute(Sql sql)
    {
        using var query = Query(sql);
        query.Statement.Step();
    }

    /// <summary>How many rows the last insert, update or delete changed.</summary>
    public int Changes => raw.sqlite3_changes(Handle);

    /// <summary>Runs several reads that see the same instant. When one throws, the session is unusable: its owner drops it.</summary>
    public TResult InSnapshot<TState, TResult>(TState state, Func<SqliteSession, TState, TResult> read)
    {
        Execute(BeginRead);
        var result = read(this, state);
        Execute(EndRead);
        return result;
    }

    /// <summary>Closes the connection; what was not committed is gone.</summary>
    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    protected virtual void Dispose(bool disposing)
    {
        foreach (var statement in _statements.Values) statement.Dispose();
        _statements.Clear();
        _connection.Dispose();
    }
}
