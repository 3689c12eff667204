using OrleansChat.Inbox;

namespace OrleansChat.Tests.Inbox;

/// <summary>The feed of an app on its way from one session to the next.</summary>
public sealed class FeedHandoverTests
{
    private readonly FakeFrontend _frontend = new();

    [Fact]
    public void A_successor_starts_when_the_one_before_has_let_go_at_its_last_receipt() => Simulation.RunAll(async simulation =>
    {
        var frontend = new FakeFrontend();
        var bench = new InboxBench(simulation);
        await bench.FillAsync(5);
        var before = await bench.OpenFedAsync(frontend);
        var (next, claim) = await ClaimAsync(bench, frontend);
        await simulation.SettleAsync();
        Assert.Equal([before.Session], frontend.Released);
        Assert.False(claim.IsCompleted);

        Assert.True(Confirm(bench, before, 4));
        bench.Sessions.Released(before.Session);
        Assert.Equal(new ClaimFeedOutcome(IsGranted: true, 4), await claim);

        Confirm(bench, before, 5);
        Assert.Equal(4, (await bench.Sessions.ClaimAsync(next.Session)).Confirmed);
        Assert.Empty(frontend.Aborted);
    });

    [Fact]
    public void A_session_that_does_not_let_go_in_time_is_ended_and_its_late_receipts_do_not_count() => Simulation.RunAll(async simulation =>
    {
        var frontend = new FakeFrontend();
        var bench = new InboxBench(simulation);
        await bench.FillAsync(5);
        var before = await bench.OpenFedAsync(frontend);
        var asked = simulation.Now;
        var (next, claim) = await ClaimAsync(bench, frontend);
        Assert.Equal(new ClaimFeedOutcome(IsGranted: true, 0), await claim);
        Assert.Equal(3_000, simulation.Now - asked);
        Assert.Equal([before.Session], frontend.Aborted);

        Confirm(bench, before, 5);
        Assert.Equal(0, (await bench.Sessions.ClaimAsync(next.Session)).Confirmed);
    });

    [Fact]
    public void Several_silent_sessions_delay_the_successor_by_one_time_limit_and_not_by_one_each() => Simulation.RunAll(async simulation =>
    {
        var bench = new InboxBench(simulation);
        var first = await bench.OpenFedAsync(_frontend);
        List<Task<ClaimFeedOutcome>> claims = [];
        for (var i = 0; i < 5; i++) claims.Add((await ClaimAsync(bench, _frontend)).Claim);
        var asked = simulation.Now;
        Assert.True((await claims[^1]).IsGranted);
        Assert.Equal(3_000, simulation.Now - asked);
        Assert.Contains(first.Session, _frontend.Aborted);
        foreach (var claim in claims[..^1]) Assert.False((await claim).IsGranted);
    }, seeds: 20);

    [Fact]
    public void Of_several_that_wait_the_newest_gets_it_and_the_others_are_told_so() => Simulation.RunAll(async simulation =>
    {
        var frontend = new FakeFrontend();
        var bench = new InboxBench(simulation);
        var before = await bench.OpenFedAsync(frontend);
        var (second, secondClaim) = await ClaimAsync(bench, frontend);
        var (third, thirdClaim) = await ClaimAsync(bench, frontend);
        bench.Sessions.Released(before.Session);
        bench.Sessions.Released(second.Session);
        Assert.False((await secondClaim).IsGranted);
        Assert.True((await thirdClaim).IsGranted);
        Assert.Equal([before.Session, second.Session], frontend.Released);
        Assert.True((await bench.Sessions.ClaimAsync(third.Session)).IsGranted);
        Assert.Empty(frontend.Aborted);
    });

    [Fact]
    public void The_end_of_the_one_before_is_as_good_as_its_release() => Simulation.RunAll(async simulation =>
    {
        var bench = new InboxBench(simulation);
        var before = await bench.OpenFedAsync(_frontend);
        var (_, claim) = await ClaimAsync(bench, _frontend);
        await bench.Sessions.CloseAsync(before.Session);
        Assert.True((await claim).IsGranted);
    });

    [Fact]
    public void A_claimant_that_closes_while_it_waits_is_not_granted_anything() => Simulation.RunAll(async simulation =>
    {
        var bench = new InboxBench(simulation);
        var before = await bench.OpenFedAsync(_frontend);
        var (next, claim) = await ClaimAsync(bench, _frontend);
        await bench.Sessions.CloseAsync(next.Session);
        bench.Sessions.Released(before.Session);
        Assert.False((await claim).IsGranted);
    });

    [Fact]
    public void A_session_that_got_the_feed_back_is_not_ended_for_a_release_it_was_asked_for_before() => Simulation.RunAll(async simulation =>
    {
        var frontend = new FakeFrontend();
        var bench = new InboxBench(simulation);
        var before = await bench.OpenFedAsync(frontend);
        var (next, claim) = await ClaimAsync(bench, frontend);

        // Its word that it let go is lost; then the successor ends, and it asks again.
        await bench.Sessions.CloseAsync(next.Session);
        Assert.True((await bench.Sessions.ClaimAsync(before.Session)).IsGranted);
        await simulation.PassAsync(TimeSpan.FromSeconds(5));
        Assert.False((await claim).IsGranted);
        Assert.Empty(frontend.Aborted);

        // And it is asked anew when the next one comes.
        frontend.Released.Clear();
        frontend.OnRelease = bench.Sessions.Released;
        Assert.True((await (await ClaimAsync(bench, frontend)).Claim).IsGranted);
        Assert.Equal([before.Session], frontend.Released);
        Assert.Empty(frontend.Aborted);
    });

    [Fact]
    public void A_dead_frontend_delays_its_successor_and_fails_nobody() => Simulation.RunAll(async simulation =>
    {
        var dead = new FakeFrontend();
        var bench = new InboxBench(simulation);
        await bench.OpenFedAsync(dead);
        dead.Gone = new InvalidOperationException("the process died");
        var (_, claim) = await ClaimAsync(bench, new FakeFrontend());
        Assert.True((await claim).IsGranted);
    });

    [Fact]
    public void A_census_brings_the_fed_session_back_as_the_holder_and_its_receipts_count() => Simulation.RunAll(async simulation =>
    {
        var frontend = new FakeFrontend();
        var bench = new InboxBench(simulation);
        await bench.FillAsync(5);
        var fed = frontend.Session(isFed: true);
        var silent = frontend.Session();
        bench.Sessions.Restore([silent, fed]);
        Assert.True(Confirm(bench, fed, 3));
        Assert.Equal(frontend.Ref.Id, Assert.Single(bench.Sessions.Frontends).Id);
        Assert.Equal(3, (await bench.Sessions.OpenAsync(frontend.Session())).Confirmed);
        Assert.False((await bench.Sessions.ClaimAsync(silent.Session)).IsGranted);
    });

    [Fact]
    public void Of_two_fed_sessions_in_a_census_one_is_asked_to_let_go() => Simulation.RunAll(async simulation =>
    {
        var (one, other) = (new FakeFrontend(), new FakeFrontend());
        var bench = new InboxBench(simulation);
        bench.Sessions.Restore([one.Session(isFed: true), other.Session(isFed: true)]);
        await simulation.SettleAsync();
        Assert.Single(one.Released.Concat(other.Released));
        await simulation.PassAsync(TimeSpan.FromSeconds(5));
        Assert.Equal(one.Released.Concat(other.Released), one.Aborted.Concat(other.Aborted));
    });

    [Fact]
    public void A_session_that_opened_during_the_census_is_newer_than_what_the_census_brings() => Simulation.RunAll(async simulation =>
    {
        var frontend = new FakeFrontend();
        var bench = new InboxBench(simulation);
        var opened = frontend.Session();
        await bench.Sessions.OpenAsync(opened);
        var fed = frontend.Session(isFed: true);
        bench.Sessions.Restore([fed]);
        frontend.OnRelease = bench.Sessions.Released;
        Assert.True((await bench.Sessions.ClaimAsync(opened.Session)).IsGranted);
        Assert.Equal([fed.Session], frontend.Released);
    });

    [Fact]
    public void A_fed_session_that_a_frontend_opens_again_takes_nothing_from_its_successor() => Simulation.RunAll(async simulation =>
    {
        var frontend = new FakeFrontend();
        var bench = new InboxBench(simulation);
        var successor = await bench.OpenFedAsync(frontend);
        var unknown = frontend.Session(isFed: true);
        frontend.OnRelease = bench.Sessions.Released;
        await bench.Sessions.OpenAsync(unknown);
        await simulation.SettleAsync();
        Assert.Equal([unknown.Session], frontend.Released);
        Assert.True((await bench.Sessions.ClaimAsync(successor.Session)).IsGranted);
    });

    [Fact]
    public void An_arming_during_the_census_reaches_the_sessions_that_it_brings() => Simulation.RunAll(async simulation =>
    {
        var frontend = new FakeFrontend();
        var bench = new InboxBench(simulation);
        await bench.Sessions.ArmAsync("phone");
        bench.Sessions.Restore([frontend.Session("phone"), frontend.Session("tablet")]);
        await simulation.SettleAsync();
        Assert.Equal(["phone"], frontend.Armed);
    });

    private static async Task<(OpenSession Session, Task<ClaimFeedOutcome> Claim)> ClaimAsync(InboxBench bench, FakeFrontend frontend)
    {
        var session = frontend.Session();
        await bench.Sessions.OpenAsync(session);
        return (session, bench.Sessions.ClaimAsync(session.Session));
    }

    private static bool Confirm(InboxBench bench, OpenSession session, long sequence) =>
        bench.Sessions.Confirm(session.Session, InboxBench.LogOfUser, sequence);
}
