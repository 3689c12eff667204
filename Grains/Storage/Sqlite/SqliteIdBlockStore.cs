namespace OrleansChat.Storage.Sqlite;

/// <summary>The number blocks in SQLite.</summary>
internal sealed class SqliteIdBlockStore(SqliteDatabase database) : IIdBlockStore
{
    private const int CountMax = 100_000;

    private static readonly Sql Take = new(
        """
        INSERT INTO id_block (name, next) VALUES (?1, 1 + ?2)
        ON CONFLICT (name) DO UPDATE SET next = next + ?2
        RETURNING next - ?2
        """);

    /// <inheritdoc/>
    public Task<long> TakeBlockAsync(string name, int count)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, CountMax);
        return database.Writer.Submit(new SqliteWork<(string Name, int Count), long>((name, count), bytes: name.Length, needsSavepoint: false, TakeBlock));
    }

    private static long TakeBlock(SqliteWriterSession session, (string Name, int Count) asked)
    {
        using var query = session.Query(Take);
        query.Statement.Bind(1, asked.Name).Bind(2, asked.Count).Step();
        var first = query.Statement.Int64(0);

        // A statement with RETURNING has done its work at the first row; it is stepped to its end so that a late error is not lost.
        query.Statement.Step();
        return first;
    }
}
