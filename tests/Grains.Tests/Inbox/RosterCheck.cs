using OrleansChat.Inbox;

namespace OrleansChat.Tests.Inbox;

/// <summary>Drives a roster by a script beside a model of who opened when and who was told to let go.</summary>
internal static class RosterCheck
{
    private const int SessionsMax = 5;

    public static void Run(Script script, Func<SessionRoster, Func<Guid, bool>> mayConfirmOf)
    {
        var frontend = new FakeFrontend();
        var roster = new SessionRoster(SessionsMax);
        var mayConfirm = mayConfirmOf(roster);
        List<OpenSession> open = [];
        HashSet<Guid> silent = [];
        while (script.HasNext)
        {
            var chosen = open.Count > 0 ? open[script.Next(open.Count)] : null;
            switch (script.Next(5))
            {
                case 0:
                    var opened = frontend.Session($"app{script.Next(2)}", isTransient: script.Next(4) == 0);
                    var added = roster.Add(opened, startsAt: 0);
                    Assert.Equal(open.Count == SessionsMax ? open[0].Session : null, added.Evicted?.Id);
                    if (added.Evicted is { } evicted) open.RemoveAll(session => session.Session == evicted.Id);
                    open.Add(opened);
                    silent.Add(opened.Session);
                    break;
                case 1 or 2 when chosen is not null:
                    Claim(roster, open, silent, chosen);
                    break;
                case 3 when chosen is not null:
                    var wasHolder = roster.IsHolder(chosen.Session);
                    roster.Released(chosen.Session);
                    Assert.Equal(wasHolder, roster.IsHolder(chosen.Session));
                    if (!wasHolder) silent.Add(chosen.Session);
                    break;
                case 4 when chosen is not null:
                    var isHolder = roster.IsHolder(chosen.Session);
                    open.Remove(chosen);
                    var next = open.LastOrDefault(other => Shares(chosen, other)) ?? open.LastOrDefault(other => Yields(other, chosen));
                    Assert.Equal(isHolder ? next?.Session : null, roster.Remove(chosen.Session)?.Id);
                    break;
            }

            Assert.Equal(open.Select(session => session.Session), roster.Sessions.Select(session => session.Id));
            foreach (var feed in open.GroupBy(session => session.App))
            {
                Assert.True(feed.Count(session => roster.IsHolder(session.Session)) <= 1, "an app has one holder");
            }

            Assert.All(open, session => Assert.Equal(!silent.Contains(session.Session), mayConfirm(session.Session)));
        }
    }

    private static void Claim(SessionRoster roster, List<OpenSession> open, HashSet<Guid> silent, OpenSession chosen)
    {
        var isNewerFed = open.SkipWhile(session => session != chosen).Skip(1).Any(other => Shares(chosen, other) && roster.IsHolder(other.Session));
        var isBesideLogin = chosen.IsTransient && open.Any(other => other.App == chosen.App && !other.IsTransient);
        var before = roster.Claim(chosen.Session);
        Assert.Equal(isNewerFed || isBesideLogin, before is null);
        if (before is null) return;
        silent.Remove(chosen.Session);
        Assert.True(roster.IsHolder(chosen.Session));
        Assert.Equal(
            open.Where(other => other != chosen && Yields(other, chosen) && !silent.Contains(other.Session)).Select(other => other.Session),
            before.Value.Select(session => session.Id));
    }

    private static bool Yields(OpenSession one, OpenSession other) => one.App == other.App && (one.IsTransient || !other.IsTransient);

    private static bool Shares(OpenSession one, OpenSession other) => one.App == other.App && one.IsTransient == other.IsTransient;
}
