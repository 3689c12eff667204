using OrleansChat.Sessions;
using OrleansChat.Users;

namespace OrleansChat.Tests.Sessions;

/// <summary>The register of sessions (design.md invariant 4).</summary>
public sealed class SessionHubTests
{
    private readonly SessionBench _bench = new();
    private readonly SessionHub _hub = new();

    [Fact]
    public async Task A_session_that_leaves_takes_itself_and_no_other_of_its_user_and_app()
    {
        await using var older = _bench.Begin();
        await using var newer = _bench.Begin();
        _hub.Add(older.Session);
        _hub.Add(newer.Session);
        _hub.Remove(older.Session);
        _hub.Remove(older.Session);
        Assert.Same(newer.Session, Assert.Single(_hub.Of(SessionBench.Wu)));
        Assert.Null(_hub.Find(SessionBench.Wu, older.Session.Identity.Id));
        Assert.Same(newer.Session, _hub.Find(SessionBench.Wu, newer.Session.Identity.Id));
        Assert.Equal(1, _hub.Count);
    }

    [Fact]
    public async Task A_user_s_sessions_stand_oldest_first_and_apps_apart()
    {
        await using var a = _bench.Begin(app: "a");
        await using var b = _bench.Begin(app: "b");
        await using var c = _bench.Begin(app: "a");
        foreach (var socket in new[] { a, b, c }) _hub.Add(socket.Session);
        Assert.Equal([a.Session, b.Session, c.Session], _hub.Of(SessionBench.Wu));
        Assert.Equal([a.Session, c.Session], _hub.Of(SessionBench.Wu, "a"));
        Assert.Empty(_hub.Of(new UserId(99)));
    }

    [Fact]
    public async Task Sessions_that_come_and_go_at_once_leave_an_empty_hub_and_a_true_count()
    {
        var sockets = Enumerable.Range(0, 200).Select(i => _bench.Begin(new UserId(1 + (i % 3)))).ToArray();
        await Parallel.ForEachAsync(sockets, new ParallelOptions { MaxDegreeOfParallelism = 8 }, (socket, _) =>
        {
            _hub.Add(socket.Session);
            _hub.Remove(socket.Session);
            _hub.Add(socket.Session);
            return ValueTask.CompletedTask;
        });
        Assert.Equal(200, _hub.Count);
        Assert.Equal(200, _hub.All.Distinct().Count());
        await Parallel.ForEachAsync(sockets.Concat(sockets), new ParallelOptions { MaxDegreeOfParallelism = 8 }, (socket, _) =>
        {
            _hub.Remove(socket.Session);
            return ValueTask.CompletedTask;
        });
        Assert.Equal(0, _hub.Count);
        Assert.Empty(_hub.All);
        foreach (var socket in sockets) await socket.DisposeAsync();
    }

    [Fact]
    public async Task A_newer_session_of_another_role_does_not_keep_the_older_one_from_asking_again()
    {
        await using var user = _bench.Begin();
        await using var visitor = _bench.Begin(isTransient: true);
        _bench.User.Claim = () => Task.FromResult(new Inbox.ClaimFeedOutcome(IsGranted: false, 0));
        await user.Session.OpenAsync();
        _hub.Add(user.Session);
        _hub.Add(visitor.Session);
        _bench.User.Claim = () => Task.FromResult(new Inbox.ClaimFeedOutcome(IsGranted: true, 0));
        _bench.Clock.Advance(TimeSpan.FromSeconds(4));
        _hub.Tick();
        await user.ReachesAsync(SessionState.Fed);
    }
}
