using OrleansChat.Storage;
using OrleansChat.Users;

namespace OrleansChat.Inbox;

/// <summary>
/// How far the apps of one user have confirmed the user's inbox (design.md 3.8). A cursor only moves forward. Pure: no clock, no I/O.
/// </summary>
public sealed class AppCursors
{
    private readonly Dictionary<string, AppCursor> _apps = new(StringComparer.Ordinal);
    private readonly int _appsMax;

    /// <summary>Takes what the store holds of the user's own log; cursors unused since <paramref name="forgetBefore"/> and those beyond the
    /// bound are left out. The highest stays in any case: a new app starts there, however long the user was away.</summary>
    public AppCursors(IEnumerable<StoredCursor> stored, long forgetBefore, int appsMax)
    {
        _appsMax = appsMax;
        var newestFirst = stored.Where(cursor => cursor.Log == Logs.LogId.Of(cursor.User))
            .OrderByDescending(cursor => cursor.UsedAt).ThenBy(cursor => cursor.App, StringComparer.Ordinal).ToList();
        var highest = newestFirst.MaxBy(cursor => cursor.Confirmed);
        List<string> leftOut = [];
        foreach (var cursor in newestFirst.OrderByDescending(cursor => cursor == highest))
        {
            if (cursor == highest || (cursor.UsedAt >= forgetBefore && _apps.Count < appsMax)) _apps[cursor.App] = new AppCursor(cursor.Confirmed, cursor.UsedAt);
            else leftOut.Add(cursor.App);
        }

        LeftOut = leftOut;
    }

    /// <summary>The apps whose cursors were left out: the store may forget them.</summary>
    public IReadOnlyList<string> LeftOut { get; }

    /// <summary>How many apps have a cursor.</summary>
    public int Count => _apps.Count;

    /// <summary>The highest position that any app has confirmed; 0 when none has.</summary>
    public long Highest => _apps.Count == 0 ? 0 : _apps.Values.Max(app => app.Confirmed);

    /// <summary>Where an app stands, or null when it has no cursor.</summary>
    public long? Find(string app) => _apps.TryGetValue(app, out var cursor) ? cursor.Confirmed : null;

    /// <summary>An app was seen: makes its cursor at the highest position of any app when it has none yet.</summary>
    /// <param name="app">The app.</param>
    /// <param name="now">Unix milliseconds.</param>
    /// <param name="isInUse">Whether an app has an open session; those are not forgotten for a new one.</param>
    /// <returns>The app's position, and the app that was forgotten to make room, if any.</returns>
    public AppOpened Open(string app, long now, Func<string, bool> isInUse)
    {
        if (_apps.TryGetValue(app, out var known))
        {
            _apps[app] = known with { UsedAt = Math.Max(now, known.UsedAt) };
            return new AppOpened(known.Confirmed, Forgotten: null);
        }

        var start = Highest;
        var forgotten = _apps.Count < _appsMax ? null : LongestUnused(isInUse);
        if (forgotten is not null) _apps.Remove(forgotten);
        _apps[app] = new AppCursor(start, now);
        return new AppOpened(start, forgotten);
    }

    /// <summary>An app's socket has everything up to a sequence.</summary>
    /// <returns>Whether the cursor moved.</returns>
    public bool Confirm(string app, long sequence, long now)
    {
        if (!_apps.TryGetValue(app, out var cursor) || sequence <= cursor.Confirmed) return false;
        _apps[app] = new AppCursor(sequence, Math.Max(now, cursor.UsedAt));
        return true;
    }

    /// <summary>What the store should hold for an app, or null when it has no cursor.</summary>
    public StoredCursor? ToStored(UserId user, string app) =>
        _apps.TryGetValue(app, out var cursor)
            ? new StoredCursor(user, app, Logs.LogId.Of(user), cursor.Confirmed, cursor.UsedAt)
            : null;

    // All in use: the longest unused of all goes, so that the bound holds whatever a user opens.
    private string LongestUnused(Func<string, bool> isInUse) =>
        _apps.OrderBy(app => isInUse(app.Key)).ThenBy(app => app.Value.UsedAt).ThenBy(app => app.Key, StringComparer.Ordinal).First().Key;

    private readonly record struct AppCursor(long Confirmed, long UsedAt);
}
