namespace OrleansChat.Storage.Sqlite;

/// <summary>The rows of grain state.</summary>
internal static class GrainStateRows
{
    private static readonly Sql Select = new("SELECT payload, etag FROM grain_state WHERE grain = ?1 AND name = ?2");

    private static readonly Sql Insert = new(
        "INSERT INTO grain_state (grain, name, etag, payload) VALUES (?1, ?2, ?3, ?4) ON CONFLICT (grain, name) DO NOTHING");

    private static readonly Sql Update = new("UPDATE grain_state SET etag = ?3, payload = ?4 WHERE grain = ?1 AND name = ?2 AND etag = ?5");
    private static readonly Sql Delete = new("DELETE FROM grain_state WHERE grain = ?1 AND name = ?2 AND etag = ?3");

    public static StoredGrainState? Find(SqliteSession session, GrainStateKey key)
    {
        using var query = session.Query(Select);
        return query.Statement.Bind(1, key.Grain).Bind(2, key.Name).Step()
            ? new StoredGrainState(query.Statement.Blob(0).ToArray(), Format(query.Statement.Int64(1)))
            : null;
    }

    /// <summary>Stores a state; the new ETag, or null when another state stands than the expected one.</summary>
    public static string? Write(SqliteWriterSession session, GrainStateWrite write)
    {
        // Drawn anew and not counted up: after a clear, a count would begin again, and an activation from before the clear could match it.
        var etag = Random.Shared.NextInt64();
        using var query = session.Query(write.ExpectedETag is null ? Insert : Update);
        query.Statement.Bind(1, write.Key.Grain).Bind(2, write.Key.Name).Bind(3, etag).Bind(4, write.Payload);
        if (write.ExpectedETag is { } expected) query.Statement.Bind(5, Parse(expected));
        query.Statement.Step();
        return session.Changes == 1 ? Format(etag) : null;
    }

    /// <summary>Removes a state; false when another state stands than the expected one.</summary>
    public static bool Clear(SqliteWriterSession session, GrainStateWrite write)
    {
        if (write.ExpectedETag is not { } expected) return Find(session, write.Key) is null;
        using var query = session.Query(Delete);
        query.Statement.Bind(1, write.Key.Grain).Bind(2, write.Key.Name).Bind(3, Parse(expected)).Step();
        return session.Changes == 1;
    }

    private static string Format(long etag) => etag.ToString("x16");

    private static long Parse(string etag) => long.TryParse(etag, System.Globalization.NumberStyles.HexNumber, null, out var value) ? value : -1;
}
