using OrleansChat.Inbox;

namespace OrleansChat.Tests.Inbox;

/// <summary>Drives the cursors by a script beside a model: a position for each app, the highest of all, the bound.</summary>
internal static class CursorsCheck
{
    private const int AppsMax = 3;

    public static void Run(Script script, Func<AppCursors, Func<string, long, long, bool>> confirmOf)
    {
        var cursors = new AppCursors([], forgetBefore: 0, AppsMax);
        var confirm = confirmOf(cursors);
        Dictionary<string, (long Confirmed, long UsedAt)> model = [];
        HashSet<string> inUse = [];
        long highestEver = 0;
        for (var now = 1L; script.HasNext; now++)
        {
            var app = $"app{script.Next(6)}";
            switch (script.Next(4))
            {
                case 0:
                    OpenOne(cursors, model, inUse, app, now);
                    break;
                case 1 or 2:
                    var sequence = script.Next(40);
                    var moves = model.TryGetValue(app, out var known) && sequence > known.Confirmed;
                    Assert.Equal(moves, confirm(app, sequence, now));
                    if (moves) model[app] = (sequence, now);
                    break;
                default:
                    if (!inUse.Remove(app)) inUse.Add(app);
                    break;
            }

            Assert.True(cursors.Count <= AppsMax, "the bound holds");
            Assert.All(model, pair => Assert.Equal(pair.Value.Confirmed, cursors.Find(pair.Key)));
            Assert.True(cursors.Highest >= highestEver, "the highest position is never forgotten");
            highestEver = cursors.Highest;
        }
    }

    private static void OpenOne(
        AppCursors cursors, Dictionary<string, (long Confirmed, long UsedAt)> model, HashSet<string> inUse, string app, long now)
    {
        var isNew = !model.TryGetValue(app, out var known);
        var expected = isNew ? model.Values.Select(cursor => cursor.Confirmed).DefaultIfEmpty().Max() : known.Confirmed;
        var forgotten = !isNew || model.Count < AppsMax
            ? null
            : model.OrderBy(pair => inUse.Contains(pair.Key)).ThenBy(pair => pair.Value.UsedAt).First().Key;
        Assert.Equal(new AppOpened(expected, forgotten), cursors.Open(app, now, inUse.Contains));
        if (forgotten is not null) model.Remove(forgotten);
        model[app] = (expected, now);
    }
}
