namespace OrleansChat.Storage.Sqlite;

/// <summary>Proves the writer alive by a row that it makes durable.</summary>
// Threads: any.  I1: one probe is under way at a time; who asks meanwhile waits for the same one.  Locks: _gate only, never awaited under it.
internal sealed class SqliteStoreHealth(SqliteDatabase database, TimeProvider clock) : IStoreHealth
{
    private static readonly TimeSpan ValidFor = TimeSpan.FromSeconds(1);

    private static readonly Sql Upsert = new(
        "INSERT INTO health (id, checked_at) VALUES (1, ?1) ON CONFLICT (id) DO UPDATE SET checked_at = excluded.checked_at");

    private readonly Lock _gate = new();
    private Task _probe = Task.CompletedTask;
    private long _probedAt;
    private bool _probed;

    /// <inheritdoc/>
    public Task ProbeAsync(CancellationToken cancellationToken) => Current().WaitAsync(cancellationToken);

    private Task Current()
    {
        lock (_gate)
        {
            // A running probe is shared however old it is: a writer that hangs must not collect probes.
            if (!_probe.IsCompleted) return _probe;
            if (_probed && _probe.IsCompletedSuccessfully && clock.GetElapsedTime(_probedAt) < ValidFor) return _probe;
            _probedAt = clock.GetTimestamp();
            _probed = true;
            return _probe = database.Writer.Submit(new SqliteWork<long, bool>(
                clock.GetUtcNow().ToUnixTimeMilliseconds(), bytes: 0, needsSavepoint: false, Mark));
        }
    }

    private static bool Mark(SqliteWriterSession session, long now)
    {
        using var query = session.Query(Upsert);
        query.Statement.Bind(1, now).Step();
        return true;
    }
}
