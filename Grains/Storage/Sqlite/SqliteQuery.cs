namespace OrleansChat.Storage.Sqlite;

/// <summary>One use of a prepared statement, from binding to reset.</summary>
internal readonly ref struct SqliteQuery(SqliteStatement statement)
{
    /// <summary>The statement, to bind and step.</summary>
    public SqliteStatement Statement { get; } = statement;

    /// <summary>Ends the use.</summary>
    public void Dispose() => Statement.Reset();
}
