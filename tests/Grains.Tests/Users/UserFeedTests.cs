using OrleansChat.Delivery;
using OrleansChat.Inbox;
using OrleansChat.Logs;
using OrleansChat.Tests.Cluster;
using OrleansChat.Users;

namespace OrleansChat.Tests.Users;

/// <summary>Sessions, hints and cursors over the engine.</summary>
public sealed class UserFeedTests(ChatCluster cluster)
{
    [Fact]
    public async Task A_hint_with_the_message_reaches_the_frontend_of_a_session()
    {
        var (id, user) = await cluster.NewUserAsync();
        var frontend = await cluster.NewFrontendAsync();
        await user.OpenSessionAsync(frontend.NewSession());
        var outcome = await user.SendAsync(InboxBench.Message("hello"));
        await frontend.UntilAsync(() => frontend.Hints.Any(hint => hint.Entry is not null), "the hint arrives");
        var hint = frontend.Hints.Single(hint => hint.Entry is not null);
        Assert.Equal((LogId.Of(id), 1L), (hint.Log, hint.Head));
        Assert.Equal(outcome.Message, hint.Entry!.Body);
    }

    [Fact]
    public async Task Hints_of_many_messages_come_in_order_and_the_last_one_comes()
    {
        var (_, user) = await cluster.NewUserAsync();
        var frontend = await cluster.NewFrontendAsync();
        await user.OpenSessionAsync(frontend.NewSession());
        await Task.WhenAll(Enumerable.Range(0, 200).Select(i => user.SendAsync(InboxBench.Message($"{i}"))));
        await frontend.UntilAsync(() => frontend.Hints.Any(hint => hint.Head == 200), "the last hint arrives");
        var heads = frontend.Hints.Where(hint => hint.Entry is not null).Select(hint => hint.Head).ToList();
        Assert.Equal(heads.Order(), heads);
    }

    [Fact]
    public async Task A_new_activation_asks_the_frontends_and_the_fed_session_is_still_the_holder()
    {
        var (id, user) = await cluster.NewUserAsync();
        var frontend = await cluster.NewFrontendAsync();
        var session = await OpenFedAsync(user, frontend);
        for (var i = 0; i < 3; i++) await user.SendAsync(InboxBench.Message($"{i}"));
        frontend.Sessions = [session with { IsFed = true }];
        await cluster.Engine.DeactivateAsync(user);

        Assert.True(await user.ConfirmAsync(session.Session, LogId.Of(id), 3));
        Assert.Equal(3, (await user.OpenSessionAsync(frontend.NewSession("tablet"))).Confirmed);

        // And it is told to let go when a newer one comes.
        var next = frontend.NewSession();
        frontend.OnRelease = user.ReleasedAsync;
        await user.OpenSessionAsync(next);
        Assert.Equal(new ClaimFeedOutcome(IsGranted: true, 3), await user.ClaimFeedAsync(next.Session));
        Assert.Contains($"release {session.Session}", frontend.Events);
    }

    [Fact]
    public async Task After_the_census_hints_flow_again()
    {
        var (_, user) = await cluster.NewUserAsync();
        var frontend = await cluster.NewFrontendAsync();
        frontend.Sessions = [await OpenFedAsync(user, frontend) with { IsFed = true }];
        await cluster.Engine.DeactivateAsync(user);
        await user.SendAsync(InboxBench.Message("hello"));
        await frontend.UntilAsync(() => frontend.Hints.Any(hint => hint.Head == 1), "the head or the entry arrives");
    }

    [Fact]
    public async Task A_session_that_no_frontend_speaks_of_is_not_known_to_a_new_activation()
    {
        var (id, user) = await cluster.NewUserAsync();
        var session = await OpenFedAsync(user, new ClusterFrontend(cluster.Client));
        await user.SendAsync(InboxBench.Message("hello"));
        await cluster.Engine.DeactivateAsync(user);
        Assert.False(await user.ConfirmAsync(session.Session, LogId.Of(id), 1));
        Assert.False((await user.ClaimFeedAsync(session.Session)).IsGranted);
    }

    [Fact]
    public async Task The_feed_goes_over_between_two_frontends_at_the_last_receipt()
    {
        var (id, user) = await cluster.NewUserAsync();
        var (first, second) = (await cluster.NewFrontendAsync(), await cluster.NewFrontendAsync());
        for (var i = 0; i < 5; i++) await user.SendAsync(InboxBench.Message($"{i}"));
        var before = await OpenFedAsync(user, first);
        first.OnRelease = async session =>
        {
            await user.ConfirmAsync(session, LogId.Of(id), 4);
            await user.ReleasedAsync(session);
        };
        var next = second.NewSession();
        await user.OpenSessionAsync(next);
        Assert.Equal(new ClaimFeedOutcome(IsGranted: true, 4), await user.ClaimFeedAsync(next.Session));
        Assert.True(await user.ConfirmAsync(before.Session, LogId.Of(id), 5));
        Assert.Equal(4, (await user.ClaimFeedAsync(next.Session)).Confirmed);

        await user.CloseSessionAsync(next.Session);
        await first.UntilAsync(() => first.Events.Contains("offer phone"), "the session that is left is offered the feed");
    }

    [Fact]
    public async Task A_session_that_does_not_let_go_is_ended_in_time()
    {
        var (_, user) = await cluster.NewUserAsync();
        var frontend = await cluster.NewFrontendAsync();
        var before = await OpenFedAsync(user, frontend);
        var next = frontend.NewSession();
        await user.OpenSessionAsync(next);
        Assert.True((await user.ClaimFeedAsync(next.Session)).IsGranted);
        await frontend.UntilAsync(() => frontend.Events.Contains($"abort {before.Session}"), "the old session is ended");
    }

    [Fact]
    public async Task Arming_reaches_open_sessions_and_waits_for_one_that_comes()
    {
        var (_, user) = await cluster.NewUserAsync();
        var frontend = await cluster.NewFrontendAsync();
        await user.ArmAsync("phone");
        Assert.True((await user.OpenSessionAsync(frontend.NewSession("phone"))).IsArmed);
        Assert.False((await user.OpenSessionAsync(frontend.NewSession("tablet"))).IsArmed);
        await user.ArmAsync("tablet");
        await frontend.UntilAsync(() => frontend.Events.Contains("arm tablet"), "the open session is armed");
    }

    [Fact]
    public async Task A_receipt_survives_an_activation_that_ends_right_after_it()
    {
        var (id, user) = await cluster.NewUserAsync();
        var frontend = await cluster.NewFrontendAsync();
        for (var i = 0; i < 3; i++) await user.SendAsync(InboxBench.Message($"{i}"));
        var session = await OpenFedAsync(user, frontend);
        Assert.True(await user.ConfirmAsync(session.Session, LogId.Of(id), 2));
        await cluster.Engine.DeactivateAsync(user);
        Assert.Equal(2, (await user.OpenSessionAsync(frontend.NewSession())).Confirmed);
        Assert.Equal(2, (await user.OpenSessionAsync(frontend.NewSession("a new app"))).Confirmed);
    }

    [Fact]
    public async Task A_close_leaves_the_cursor_on_disk()
    {
        var (id, user) = await cluster.NewUserAsync();
        var frontend = await cluster.NewFrontendAsync();
        await user.SendAsync(InboxBench.Message("hello"));
        var session = await OpenFedAsync(user, frontend);
        await user.ConfirmAsync(session.Session, LogId.Of(id), 1);
        await user.CloseSessionAsync(session.Session);
        Assert.Equal(1, Assert.Single(await cluster.Cursors.LoadAsync(id, default)).Confirmed);
    }

    [Fact]
    public async Task Heads_of_many_logs_are_read_at_once()
    {
        var (id, user) = await cluster.NewUserAsync();
        await user.SendAsync(InboxBench.Message("hello"));
        var heads = await cluster.Client.GetGrain<ILogHeadsGrain>(0).GetHeadsAsync([LogId.Of(new UserId(123_456_789)), LogId.Of(id)]);
        Assert.Equal([0L, 1L], heads);
    }

    [Fact]
    public async Task The_registry_knows_who_announced_and_not_who_left()
    {
        var registry = cluster.Client.GetGrain<IFrontendRegistryGrain>(0);
        var frontend = await cluster.NewFrontendAsync();
        Assert.Contains(frontend.Ref.Id, (await registry.GetLiveAsync()).Select(live => live.Id));
        await registry.LeaveAsync(frontend.Ref.Id);
        Assert.DoesNotContain(frontend.Ref.Id, (await registry.GetLiveAsync()).Select(live => live.Id));
    }

    private static async Task<OpenSession> OpenFedAsync(IUserGrain user, ClusterFrontend frontend)
    {
        var session = frontend.NewSession();
        Assert.Equal(ChatError.None, (await user.OpenSessionAsync(session)).Error);
        Assert.True((await user.ClaimFeedAsync(session.Session)).IsGranted);
        return session;
    }
}
