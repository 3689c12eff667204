using SQLitePCL;

namespace OrleansChat.Storage.Sqlite;

/// <content>
/// Wiping: what was taken back is zeroed in the database at its commit, but the write-ahead log keeps the page as it was before. The log is cut
/// at most once a <see cref="WipeDelay"/> and after a batch was answered, so that a run of revokes costs one checkpoint and nobody waits for it
/// but what is queued meanwhile. While a long read (a backup) needs the log, it is tried again and again.
/// </content>
internal sealed partial class SqliteWriter
{
    internal static readonly TimeSpan WipeDelay = TimeSpan.FromSeconds(1);

    // Our own reads are done by then; for longer ones the next try must do, because nothing is written while this waits.
    private const int ReadersWaitMilliseconds = 100;

    private readonly ITimer _wipe;

    // The writer thread's only.
    private bool _owesWipe;
    private bool _isWipePlanned;

    private volatile bool _isWipeDue;

    private void WakeToWipe()
    {
        _isWipeDue = true;

        // Somebody must wake the writer. Refused by a full queue, this finds it awake; by a closed one, the log goes with the last connection.
        _ = Submit(new SqliteWork<int, bool>(0, bytes: 0, needsSavepoint: false, static (_, _) => true));
    }

    private void WipeIfDue()
    {
        var session = _session!;
        _owesWipe |= session.LeavesOldContent;
        session.LeavesOldContent = false;
        if (_isWipeDue)
        {
            _isWipeDue = false;
            _isWipePlanned = false;
            var code = session.CutLog(ReadersWaitMilliseconds);
            _owesWipe = code != raw.SQLITE_OK;
            if (code is not (raw.SQLITE_OK or raw.SQLITE_BUSY)) LogWipeFailed(code);
        }

        if (!_owesWipe || _isWipePlanned) return;
        _isWipePlanned = true;
        _wipe.Change(WipeDelay, Timeout.InfiniteTimeSpan);
    }
}
