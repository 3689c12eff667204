using System.Diagnostics;

namespace OrleansChat.Storage.Sqlite;

/// <summary>The ends of the logs that were written to lately. This process is the only writer, so what it remembers is what stands.</summary>
// Threads: the writer's only.  I1: an entry equals what a read inside the running transaction would give.
// At the bound: the older half is forgotten at once, and read again when needed.
internal sealed class LogTails(int remembered)
{
    private static readonly Sql SelectTail = new(
        "SELECT coalesce((SELECT epoch FROM log_epoch WHERE log = ?1), 0), coalesce((SELECT max(seq) FROM log_entry WHERE log = ?1), 0)");

    private Dictionary<long, LogTail> _newer = [];
    private Dictionary<long, LogTail> _older = [];

    /// <summary>Reads the end of a log from the database.</summary>
    public static LogTail Read(SqliteSession session, long log)
    {
        using var query = session.Query(SelectTail);
        query.Statement.Bind(1, log).Step();
        return new LogTail(query.Statement.Int64(0), query.Statement.Int64(1));
    }

    /// <summary>The end of a log, remembered or read.</summary>
    public LogTail Get(SqliteSession session, long log)
    {
        if (!_newer.TryGetValue(log, out var tail))
        {
            if (!_older.TryGetValue(log, out tail)) tail = Read(session, log);
            Set(log, tail);
        }

        Debug.Assert(tail == Read(session, log), "I1: a remembered tail is not what stands; a failed transaction must end its session");
        return tail;
    }

    /// <summary>Notes what the running transaction made of a log.</summary>
    public void Set(long log, LogTail tail)
    {
        if (_newer.Count >= remembered / 2 && !_newer.ContainsKey(log))
        {
            (_older, _newer) = (_newer, _older);
            _newer.Clear();
        }

        _newer[log] = tail;
    }
}
