namespace OrleansChat.Storage.Sqlite;

/// <summary>A write given as a function; for everything but the append path.</summary>
internal sealed class SqliteWork<TState, TResult>(
    TState state, int bytes, bool needsSavepoint, Func<SqliteWriterSession, TState, TResult> work) : SqliteWrite<TResult>
{
    private const int OwnBytes = 256;

    /// <inheritdoc/>
    public override int Bytes => OwnBytes + bytes;

    /// <inheritdoc/>
    public override bool NeedsSavepoint => needsSavepoint;

    /// <inheritdoc/>
    protected override TResult Run(SqliteWriterSession session) => work(session, state);
}
