using OrleansChat.Logs;

namespace OrleansChat.Storage.Sqlite;

/// <summary>An append: fence, density, the row, and a void row in its place when the client key stands already. A revoke also empties its message.</summary>
internal sealed class AppendItem(LogAppend append) : SqliteWrite<AppendResult>
{
    private const int OwnBytes = 400;

    // The conflict target is the client-key index alone: a doubled number would be a broken invariant of ours, and is refused loudly.
    private static readonly Sql InsertEntry = new(
        """
        INSERT INTO log_entry (log, seq, kind, accepted_at, sender, receiver, message_id, client_key, body)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)
        ON CONFLICT (log, sender, client_key) WHERE client_key IS NOT NULL DO NOTHING
        """);

    private static readonly Sql ClaimEpoch = new(
        "INSERT INTO log_epoch (log, epoch) VALUES (?1, ?2) ON CONFLICT (log) DO UPDATE SET epoch = excluded.epoch");

    // The client key stays: a late retry must meet it and not bring the message again.
    private static readonly Sql EmptyMessage = new("UPDATE log_entry SET kind = 0, body = zeroblob(0) WHERE log = ?1 AND seq = ?2 AND kind = 1");

    /// <inheritdoc/>
    public override int Bytes => OwnBytes + append.Body.Length;

    // The claim, an emptied message, or an entry that turns into "nothing inserted" and a void row: only the first two are writes that a
    // later refusal must undo.
    /// <inheritdoc/>
    public override bool NeedsSavepoint => append.ClaimsEpoch || append.Revokes is not null;

    /// <inheritdoc/>
    protected override AppendResult Run(SqliteWriterSession session)
    {
        var log = append.Log.Value;
        var tail = session.Tails.Get(session, log);
        var epochFits = append.Epoch == (append.ClaimsEpoch ? tail.Epoch + 1 : tail.Epoch);
        if (!epochFits || append.Sequence != tail.Head + 1) return new AppendResult(AppendStatus.Fenced);

        if (append.ClaimsEpoch) Claim(session, log);
        if (append.Revokes is { } revoked) Empty(session, log, revoked);
        LogEntry? first = null;
        if (!Insert(session, append.Kind, append.ClientKey, append.Body))
        {
            first = LogRows.FindByClientKey(session, log, append.Sender, append.ClientKey!)
                ?? throw new InvalidOperationException("A client key conflicts with an entry that is not there.");
            Insert(session, LogEntryKind.Void, clientKey: null, body: []);
        }

        // Last, so that a refused statement leaves the remembered tail as the database is.
        session.Tails.Set(log, new LogTail(append.Epoch, append.Sequence));
        return first is null ? new AppendResult(AppendStatus.Appended) : new AppendResult(AppendStatus.Repeated, first);
    }

    private void Claim(SqliteWriterSession session, long log)
    {
        using var query = session.Query(ClaimEpoch);
        query.Statement.Bind(1, log).Bind(2, append.Epoch).Step();
    }

    private static void Empty(SqliteWriterSession session, long log, long sequence)
    {
        using var query = session.Query(EmptyMessage);
        query.Statement.Bind(1, log).Bind(2, sequence).Step();
        if (session.Changes != 1) throw new InvalidOperationException($"Entry {sequence} is no message: there is nothing to take back.");
        session.LeavesOldContent = true;
    }

    private bool Insert(SqliteWriterSession session, LogEntryKind kind, string? clientKey, ReadOnlySpan<byte> body)
    {
        Span<byte> messageId = stackalloc byte[16];
        append.MessageId.TryWriteBytes(messageId, bigEndian: true, out _);
        using var query = session.Query(InsertEntry);
        query.Statement
            .Bind(1, append.Log.Value).Bind(2, append.Sequence).Bind(3, (long)kind).Bind(4, append.AcceptedAt)
            .Bind(5, append.Sender).Bind(6, append.Receiver).Bind(7, messageId).Bind(8, clientKey).Bind(9, body)
            .Step();
        return session.Changes == 1;
    }
}
