using OrleansChat.Logs;
using OrleansChat.Users;

namespace OrleansChat.Storage.Sqlite;

/// <summary>The cursors in SQLite.</summary>
internal sealed class SqliteCursorStore(SqliteDatabase database) : ICursorStore
{
    private const int AppLengthMax = 200;
    private const int CursorBytes = 300;

    private static readonly Sql SelectOfUser = new("SELECT app, log, confirmed, used_at FROM cursor WHERE user_id = ?1 ORDER BY app, log");

    // Both only move forward: a save that was overtaken by a later one takes nothing back.
    private static readonly Sql Upsert = new(
        """
        INSERT INTO cursor (user_id, app, log, confirmed, used_at) VALUES (?1, ?2, ?3, ?4, ?5)
        ON CONFLICT (user_id, app, log) DO UPDATE
        SET confirmed = max(confirmed, excluded.confirmed), used_at = max(used_at, excluded.used_at)
        """);

    private static readonly Sql DeleteApp = new("DELETE FROM cursor WHERE user_id = ?1 AND app = ?2");

    /// <inheritdoc/>
    public Task<IReadOnlyList<StoredCursor>> LoadAsync(UserId user, CancellationToken cancellationToken) =>
        database.Readers.ReadAsync(user, Load, cancellationToken);

    /// <inheritdoc/>
    public Task SaveAsync(IReadOnlyList<StoredCursor> cursors)
    {
        if (cursors.Count == 0) return Task.CompletedTask;
        if (cursors.Any(static cursor => cursor.App.Length is 0 or > AppLengthMax || cursor.Confirmed < 0))
            throw new ArgumentException("An app's name has 1 to 200 characters, a position is not negative.", nameof(cursors));
        return database.Writer.Submit(new SqliteWork<IReadOnlyList<StoredCursor>, bool>(
            cursors, bytes: cursors.Count * CursorBytes, needsSavepoint: cursors.Count > 1, Save));
    }

    /// <inheritdoc/>
    public Task RemoveAppAsync(UserId user, string app) =>
        database.Writer.Submit(new SqliteWork<(UserId User, string App), bool>((user, app), bytes: app.Length, needsSavepoint: false, Remove));

    private static IReadOnlyList<StoredCursor> Load(SqliteSession session, UserId user)
    {
        var cursors = new List<StoredCursor>();
        using var query = session.Query(SelectOfUser);
        var row = query.Statement.Bind(1, user.Value);
        while (row.Step()) cursors.Add(new StoredCursor(user, row.Text(0), LogId.FromValue(row.Int64(1)), row.Int64(2), row.Int64(3)));
        return cursors;
    }

    private static bool Save(SqliteWriterSession session, IReadOnlyList<StoredCursor> cursors)
    {
        foreach (var cursor in cursors)
        {
            using var query = session.Query(Upsert);
            query.Statement
                .Bind(1, cursor.User.Value).Bind(2, cursor.App).Bind(3, cursor.Log.Value).Bind(4, cursor.Confirmed).Bind(5, cursor.UsedAt)
                .Step();
        }

        return true;
    }

    private static bool Remove(SqliteWriterSession session, (UserId User, string App) asked)
    {
        using var query = session.Query(DeleteApp);
        query.Statement.Bind(1, asked.User.Value).Bind(2, asked.App).Step();
        return true;
    }
}
