namespace OrleansChat.Storage.Sqlite;

/// <summary>A write with an answer.</summary>
internal abstract class SqliteWrite<TResult> : SqliteWrite
{
    // Continuations run elsewhere: on the writer thread, a caller's code would hold up everybody's next transaction.
    private readonly TaskCompletionSource<TResult> _answer = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private TResult _result = default!;
    private Exception? _rejection;

    /// <summary>The caller's task.</summary>
    public Task<TResult> Answer => _answer.Task;

    /// <inheritdoc/>
    public sealed override void Execute(SqliteWriterSession session) => _result = Run(session);

    /// <inheritdoc/>
    public sealed override void Reject(Exception exception) => _rejection = exception;

    /// <inheritdoc/>
    public sealed override void Complete()
    {
        if (_rejection is null) _answer.TrySetResult(_result);
        else _answer.TrySetException(_rejection);
    }

    /// <inheritdoc/>
    public sealed override void Fail(Exception exception) => _answer.TrySetException(exception);

    /// <summary>Its statements.</summary>
    protected abstract TResult Run(SqliteWriterSession session);
}
