using OrleansChat.Logs;

namespace OrleansChat.Storage.Sqlite;

/// <summary>Reads of the log tables.</summary>
internal static class LogRows
{
    private const string EntryColumns = "seq, kind, accepted_at, body, message_id";

    private static readonly Sql SelectAfter = new(
        $"SELECT {EntryColumns} FROM log_entry WHERE log = ?1 AND seq > ?2 ORDER BY seq LIMIT ?3");

    private static readonly Sql SelectByClientKey = new(
        $"SELECT {EntryColumns} FROM log_entry WHERE log = ?1 AND sender = ?2 AND client_key = ?3");

    private static readonly Sql SelectBack = new(
        "SELECT seq, kind, accepted_at, sender, message_id FROM log_entry WHERE log = ?1 ORDER BY seq DESC LIMIT ?2");

    private static readonly Sql SelectOne = new($"SELECT {EntryColumns} FROM log_entry WHERE log = ?1 AND seq = ?2");

    private static readonly Sql SelectHead = new("SELECT coalesce(max(seq), 0) FROM log_entry WHERE log = ?1");

    /// <summary>The highest sequence of a log; 0 when it is empty.</summary>
    public static long Head(SqliteSession session, long log)
    {
        using var query = session.Query(SelectHead);
        query.Statement.Bind(1, log).Step();
        return query.Statement.Int64(0);
    }

    /// <summary>The entry under a client key, or null.</summary>
    public static LogEntry? FindByClientKey(SqliteSession session, long log, long sender, string clientKey)
    {
        using var query = session.Query(SelectByClientKey);
        return query.Statement.Bind(1, log).Bind(2, sender).Bind(3, clientKey).Step() ? Entry(query.Statement) : null;
    }

    /// <summary>The newest entry of a sender that is a message of this id or its revoke, within the reach; null when there is none.</summary>
    public static LogEntry? FindMessage(SqliteSession session, long log, long sender, Guid messageId, MessageReach reach)
    {
        if (SequenceOf(session, log, sender, messageId, reach) is not { } sequence) return null;
        using var query = session.Query(SelectOne);
        return query.Statement.Bind(1, log).Bind(2, sequence).Step() ? Entry(query.Statement) : null;
    }

    /// <summary>Entries after a place, up to the limits but at least one when there is one.</summary>
    public static List<LogEntry> After(SqliteSession session, long log, long afterSequence, int entriesMax, int bytesMax)
    {
        var entries = new List<LogEntry>();
        long bytes = 0;
        using var query = session.Query(SelectAfter);
        query.Statement.Bind(1, log).Bind(2, afterSequence).Bind(3, entriesMax);
        while (query.Statement.Step())
        {
            var entry = Entry(query.Statement);
            bytes += entry.Body.Length;
            if (bytes > bytesMax && entries.Count > 0) break;
            entries.Add(entry);
        }

        return entries;
    }

    // Without the bodies: most rows on the way are not the one.
    private static long? SequenceOf(SqliteSession session, long log, long sender, Guid messageId, MessageReach reach)
    {
        Span<byte> wanted = stackalloc byte[16];
        messageId.TryWriteBytes(wanted, bigEndian: true, out _);
        using var query = session.Query(SelectBack);
        var row = query.Statement.Bind(1, log).Bind(2, reach.EntriesMax);
        while (row.Step() && row.Int64(2) >= reach.Since)
        {
            if (row.Int64(3) == sender && row.Int64(1) != (long)LogEntryKind.Void && row.Blob(4).SequenceEqual(wanted)) return row.Int64(0);
        }

        return null;
    }

    private static LogEntry Entry(SqliteStatement row) => new()
    {
        Sequence = row.Int64(0),
        Kind = (LogEntryKind)row.Int64(1),
        AcceptedAt = row.Int64(2),
        Body = row.Blob(3).ToArray(),
        MessageId = new Guid(row.Blob(4), bigEndian: true),
    };
}
