using OrleansChat.Logs;

namespace OrleansChat.Storage.Sqlite;

/// <summary>The logs in SQLite: appends through the one writer, reads beside it.</summary>
internal sealed class SqliteMessageLog(SqliteDatabase database) : IMessageLog
{
    private const int LogsMax = 1_000;
    private const int ClientKeyLengthMax = 64;

    /// <inheritdoc/>
    public Task<LogTail> ReadTailAsync(LogId log, CancellationToken cancellationToken) =>
        database.Readers.ReadAsync(log.Value, static (session, log) => LogTails.Read(session, log), cancellationToken);

    /// <inheritdoc/>
    public Task<AppendResult> AppendAsync(LogAppend append)
    {
        if (Fault(append) is { } fault) throw new ArgumentException(fault, nameof(append));
        return database.Writer.Submit(new AppendItem(append));
    }

    /// <inheritdoc/>
    public Task<LogPage> ReadAsync(LogId log, long afterSequence, int entriesMax, int bytesMax, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(afterSequence);
        ArgumentOutOfRangeException.ThrowIfLessThan(entriesMax, 1);
        return database.Readers.ReadAsync((log.Value, afterSequence, entriesMax, bytesMax), ReadPage, cancellationToken);
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<long>> ReadHeadsAsync(IReadOnlyList<LogId> logs, CancellationToken cancellationToken)
    {
        if (logs.Count > LogsMax) throw new ArgumentException($"At most {LogsMax} logs a call.", nameof(logs));
        return database.Readers.ReadAsync(logs, ReadHeads, cancellationToken);
    }

    /// <inheritdoc/>
    public Task<LogEntry?> FindByClientKeyAsync(LogId log, long sender, string clientKey, CancellationToken cancellationToken) =>
        database.Readers.ReadAsync(
            (log.Value, sender, clientKey), static (session, key) => LogRows.FindByClientKey(session, key.Value, key.sender, key.clientKey), cancellationToken);

    /// <inheritdoc/>
    public Task<LogEntry?> FindMessageAsync(LogId log, long sender, Guid messageId, MessageReach reach, CancellationToken cancellationToken)
    {
        if (reach.EntriesMax < 1) throw new ArgumentException("A search looks at one entry at least.", nameof(reach));
        return database.Readers.ReadAsync((Log: log.Value, sender, messageId, reach), FindMessage, cancellationToken);
    }

    // What breaks these is a bug of the owner and not a state of the world: it must not become a row.
    private static string? Fault(LogAppend append) => append switch
    {
        { Sequence: < 1 } or { Epoch: < 1 } => "Sequence and epoch start at 1.",
        { Kind: LogEntryKind.Void } => "Only the store writes void rows.",
        { ClientKey.Length: 0 or > ClientKeyLengthMax } => "A client key has 1 to 64 characters.",
        { Kind: LogEntryKind.Revoke } when append.Revokes is null || append.Revokes >= append.Sequence || append.Revokes < 1 => "A revoke takes an earlier entry back.",
        { Kind: not LogEntryKind.Revoke, Revokes: not null } => "Only a revoke takes an entry back.",
        _ => null,
    };

    // Of one instant: between the search and the reading of the entry it may be taken back.
    private static LogEntry? FindMessage(SqliteSession session, (long Log, long Sender, Guid MessageId, MessageReach Reach) asked) =>
        session.InSnapshot(asked, static (session, asked) => LogRows.FindMessage(session, asked.Log, asked.Sender, asked.MessageId, asked.Reach));

    // Entries and head of one instant: a head older than the last entry would make a reader believe it is ahead of the log.
    private static LogPage ReadPage(SqliteSession session, (long Log, long After, int EntriesMax, int BytesMax) asked) =>
        session.InSnapshot(asked, static (session, asked) => new LogPage
        {
            Entries = [.. LogRows.After(session, asked.Log, asked.After, asked.EntriesMax, asked.BytesMax)],
            Head = LogRows.Head(session, asked.Log),
        });

    private static IReadOnlyList<long> ReadHeads(SqliteSession session, IReadOnlyList<LogId> logs) =>
        session.InSnapshot(logs, static (session, logs) =>
        {
            var heads = new long[logs.Count];
            for (var i = 0; i < heads.Length; i++) heads[i] = LogRows.Head(session, logs[i].Value);
            return heads;
        });
}
