using OrleansChat.Inbox;
using OrleansChat.Logs;
using OrleansChat.Storage;
using OrleansChat.Users;

namespace OrleansChat.Tests.Inbox;

/// <summary>Opening, closing, receipts, arming.</summary>
public sealed class UserSessionsTests
{
    private readonly FakeFrontend _frontend = new();

    [Fact]
    public void A_session_learns_where_its_app_stands_and_where_the_log_ends() => Simulation.RunAll(async simulation =>
    {
        var bench = new InboxBench(simulation, cursors: CursorsAt("phone", 2));
        await bench.FillAsync(5);
        Assert.Equal(new OpenSessionOutcome { Confirmed = 2, Head = 5 }, await bench.Sessions.OpenAsync(_frontend.Session("phone")));
        Assert.Equal(new OpenSessionOutcome { Confirmed = 2, Head = 5 }, await bench.Sessions.OpenAsync(_frontend.Session("new")));
        Assert.Equal(new OpenSessionOutcome { Confirmed = 5, Head = 5 }, await bench.Sessions.OpenAsync(_frontend.Session("phone", isTransient: true)));
    });

    [Fact]
    public void A_receipt_of_the_fed_session_moves_the_cursor_and_is_written_soon() => Simulation.RunAll(async simulation =>
    {
        var bench = new InboxBench(simulation);
        await bench.FillAsync(5);
        var session = await bench.OpenFedAsync(_frontend);
        Assert.True(Confirm(bench, session, 3));
        await simulation.PassAsync(TimeSpan.FromMilliseconds(250));
        Assert.Equal(3, bench.Cursors.Find(InboxBench.User, "phone"));
    });

    [Fact]
    public void A_receipt_that_goes_back_or_comes_from_a_silent_or_unknown_session_or_names_another_log_moves_nothing() => Simulation.RunAll(async simulation =>
    {
        var bench = new InboxBench(simulation);
        await bench.FillAsync(5);
        var session = await bench.OpenFedAsync(_frontend);
        Confirm(bench, session, 3);
        Assert.True(Confirm(bench, session, 2));
        Assert.True(bench.Sessions.Confirm(session.Session, new LogId(LogKind.Group, 7), 5));
        var silent = _frontend.Session();
        await bench.Sessions.OpenAsync(silent);
        Assert.True(Confirm(bench, silent, 5));
        Assert.False(Confirm(bench, _frontend.Session(), 5));
        await simulation.PassAsync(TimeSpan.FromSeconds(1));
        Assert.Equal(3, bench.Cursors.Find(InboxBench.User, "phone"));
    });

    [Fact]
    public void A_receipt_beyond_what_was_ever_handed_out_moves_nothing() => Simulation.RunAll(async simulation =>
    {
        var bench = new InboxBench(simulation);
        await bench.FillAsync(5);
        var session = await bench.OpenFedAsync(_frontend);
        Assert.True(Confirm(bench, session, 6));
        Assert.Equal(0, (await bench.Sessions.OpenAsync(_frontend.Session())).Confirmed);
    });

    [Fact]
    public void A_receipt_for_an_entry_that_is_durable_and_not_yet_answered_counts() => Simulation.RunAll(async simulation =>
    {
        var bench = new InboxBench(simulation);
        var session = await bench.OpenFedAsync(_frontend);
        bench.Log.IsHeld = true;
        var sending = bench.SendAsync(InboxBench.Message("read from the store before the grain heard of its commit"));
        bench.Log.Release();
        Assert.True(Confirm(bench, session, 1));
        await sending;
        Assert.Equal(1, (await bench.Sessions.OpenAsync(_frontend.Session())).Confirmed);
    });

    [Fact]
    public void A_close_makes_the_cursor_durable_before_it_returns() => Simulation.RunAll(async simulation =>
    {
        var bench = new InboxBench(simulation);
        await bench.FillAsync(5);
        var session = await bench.OpenFedAsync(_frontend);
        Confirm(bench, session, 4);
        await bench.Sessions.CloseAsync(session.Session);
        Assert.Equal(4, bench.Cursors.Find(InboxBench.User, "phone"));
        Assert.Empty(bench.Sessions.Frontends);
        Assert.False(Confirm(bench, session, 5));
    });

    [Fact]
    public void A_close_that_cannot_save_offers_the_feed_all_the_same() => Simulation.RunAll(async simulation =>
    {
        var frontend = new FakeFrontend();
        var bench = new InboxBench(simulation);
        await bench.Sessions.OpenAsync(frontend.Session());
        var fed = await bench.OpenFedAsync(frontend);
        bench.Cursors.FailNext = 1;
        await Assert.ThrowsAsync<StoreOutcomeUnknownException>(() => bench.Sessions.CloseAsync(fed.Session));
        Assert.Equal(["phone"], frontend.Offered);
    });

    [Fact]
    public void The_newest_session_that_is_left_is_offered_the_feed_of_the_one_that_closed() => Simulation.RunAll(async simulation =>
    {
        var bench = new InboxBench(simulation);
        var (first, second) = (new FakeFrontend(), new FakeFrontend());
        await bench.Sessions.OpenAsync(first.Session());
        await bench.Sessions.OpenAsync(second.Session());
        var fed = await bench.OpenFedAsync(new FakeFrontend());
        await bench.Sessions.CloseAsync(fed.Session);
        Assert.Equal(["phone"], second.Offered);
        Assert.Empty(first.Offered);
        Assert.Equal(2, bench.Sessions.Frontends.Length);
    });

    [Fact]
    public void Arming_before_the_socket_is_known_waits_for_it_ten_seconds_and_once() => Simulation.RunAll(async simulation =>
    {
        var bench = new InboxBench(simulation);
        await bench.Sessions.ArmAsync("phone");
        Assert.False((await bench.Sessions.OpenAsync(_frontend.Session("tablet"))).IsArmed);
        Assert.True((await bench.Sessions.OpenAsync(_frontend.Session("phone"))).IsArmed);
        Assert.False((await bench.Sessions.OpenAsync(_frontend.Session("phone"))).IsArmed);

        await bench.Sessions.ArmAsync("late");
        await simulation.PassAsync(TimeSpan.FromSeconds(11));
        Assert.False((await bench.Sessions.OpenAsync(_frontend.Session("late"))).IsArmed);
    });

    [Fact]
    public void Arming_reaches_every_frontend_that_holds_the_app() => Simulation.RunAll(async simulation =>
    {
        var bench = new InboxBench(simulation);
        FakeFrontend[] frontends = [new(), new(), new() { Gone = new InvalidOperationException("the process died") }, new()];
        foreach (var frontend in frontends) await bench.Sessions.OpenAsync(frontend.Session("phone"));
        await bench.Sessions.OpenAsync(new FakeFrontend().Session("tablet"));
        await bench.Sessions.ArmAsync("phone");
        Assert.Equal([1, 1, 0, 1], frontends.Select(frontend => frontend.Armed.Count));
    });

    [Fact]
    public void Arming_an_app_again_pushes_no_other_app_out() => Simulation.RunAll(async simulation =>
    {
        var bench = new InboxBench(simulation, new InboxOptions { AppsMax = 2 });
        await bench.Sessions.ArmAsync("a");
        await simulation.SettleAsync();
        await bench.Sessions.ArmAsync("b");
        await bench.Sessions.ArmAsync("b");
        Assert.True((await bench.Sessions.OpenAsync(_frontend.Session("a"))).IsArmed);
    });

    [Fact]
    public void A_visitor_session_moves_no_stored_cursor_and_starts_again_where_it_was() => Simulation.RunAll(async simulation =>
    {
        var bench = new InboxBench(simulation);
        await bench.FillAsync(3);
        var visitor = await bench.OpenFedAsync(_frontend, isTransient: true);
        await bench.FillAsync(4);
        Confirm(bench, visitor, 6);
        await bench.Sessions.CloseAsync((await OpenAndTakeOverAsync(bench, visitor)).Session);
        Assert.Equal(new ClaimFeedOutcome(IsGranted: true, 6), await bench.Sessions.ClaimAsync(visitor.Session));
        await bench.Sessions.CloseAsync(visitor.Session);
        await simulation.PassAsync(TimeSpan.FromSeconds(1));
        Assert.Empty(bench.Cursors.Rows);
    });

    [Fact]
    public void A_visitor_session_goes_on_after_the_login_of_its_app() => Simulation.RunAll(async simulation =>
    {
        var bench = new InboxBench(simulation);
        await bench.FillAsync(3);
        var visitor = await bench.OpenFedAsync(_frontend, isTransient: true);
        var login = await OpenAndTakeOverAsync(bench, visitor with { IsTransient = false });
        await bench.FillAsync(4);
        Confirm(bench, login, 5);
        await bench.Sessions.CloseAsync(login.Session);
        Assert.Equal(new ClaimFeedOutcome(IsGranted: true, 5), await bench.Sessions.ClaimAsync(visitor.Session));
    });

    [Fact]
    public void The_session_beyond_the_bound_ends_the_oldest_and_what_it_confirmed_is_durable() => Simulation.RunAll(async simulation =>
    {
        var frontend = new FakeFrontend();
        var bench = new InboxBench(simulation, new InboxOptions { SessionsMax = 2 });
        await bench.FillAsync(3);
        var oldest = await bench.OpenFedAsync(frontend);
        Confirm(bench, oldest, 2);
        await bench.Sessions.OpenAsync(frontend.Session());
        Assert.Equal(2, (await bench.Sessions.OpenAsync(frontend.Session())).Confirmed);
        Assert.Equal([oldest.Session], frontend.Aborted);
        await simulation.PassAsync(TimeSpan.FromMilliseconds(250));
        Assert.Equal(2, bench.Cursors.Find(InboxBench.User, "phone"));
        Assert.Equal(["phone"], frontend.Offered);
    });

    [Fact]
    public void An_eviction_from_a_dead_frontend_does_not_keep_the_new_session_from_its_hints() => Simulation.RunAll(async simulation =>
    {
        var bench = new InboxBench(simulation, new InboxOptions { SessionsMax = 1 });
        var dead = new FakeFrontend { Gone = new InvalidOperationException("the process died") };
        var alive = new FakeFrontend();
        await bench.Sessions.OpenAsync(dead.Session());
        Assert.Equal(dead.Ref.Id, Assert.Single(bench.Sessions.Frontends).Id);
        Assert.Equal(ChatError.None, (await bench.Sessions.OpenAsync(alive.Session())).Error);
        Assert.Equal(alive.Ref.Id, Assert.Single(bench.Sessions.Frontends).Id);
    });

    [Fact]
    public void A_new_app_beyond_the_bound_forgets_the_longest_unused_one_and_keeps_the_highest_position_through_a_crash() => Simulation.RunAll(async simulation =>
    {
        var cursors = new MemoryCursors();
        cursors.Put(new StoredCursor(InboxBench.User, "a", InboxBench.LogOfUser, 5, UsedAt: simulation.Now));
        cursors.Put(new StoredCursor(InboxBench.User, "b", InboxBench.LogOfUser, 1, UsedAt: simulation.Now + 1));
        var bench = new InboxBench(simulation, new InboxOptions { AppsMax = 2 }, cursors: cursors);
        Assert.Equal(5, (await bench.Sessions.OpenAsync(_frontend.Session("c"))).Confirmed);

        // Whatever is on disk now is what a crash leaves.
        Assert.Equal(5, cursors.Rows.Max(row => row.Confirmed));
        await simulation.PassAsync(TimeSpan.FromSeconds(1));
        Assert.Equal(["b", "c"], cursors.Rows.Select(row => row.App).Order());
    });

    [Fact]
    public void The_last_receipt_of_an_app_that_is_forgotten_does_not_bring_it_back() => Simulation.RunAll(async simulation =>
    {
        var bench = new InboxBench(simulation, new InboxOptions { AppsMax = 1 });
        await bench.FillAsync(2);
        var session = await bench.OpenFedAsync(_frontend, "old");
        Confirm(bench, session, 2);
        await bench.Sessions.OpenAsync(_frontend.Session("new"));
        await simulation.PassAsync(TimeSpan.FromSeconds(1));
        Assert.Equal("new", Assert.Single(bench.Cursors.Rows).App);
    });

    [Fact]
    public void Apps_that_are_unused_for_too_long_leave_the_disk_too() => Simulation.RunAll(async simulation =>
    {
        var cursors = new MemoryCursors();
        var month = TimeSpan.FromDays(31).TotalMilliseconds;
        for (var i = 0; i < 3; i++) cursors.Put(new StoredCursor(InboxBench.User, $"old{i}", InboxBench.LogOfUser, i, UsedAt: simulation.Now - (long)month));
        cursors.Put(new StoredCursor(InboxBench.User, "new", InboxBench.LogOfUser, 9, UsedAt: simulation.Now));
        var bench = new InboxBench(simulation, cursors: cursors);
        await bench.Sessions.OpenAsync(_frontend.Session("new"));
        await simulation.PassAsync(TimeSpan.FromSeconds(1));
        Assert.Equal(["new"], cursors.Rows.Select(row => row.App));
    });

    [Fact]
    public void What_was_confirmed_is_durable_when_the_activation_has_ended() => Simulation.RunAll(async simulation =>
    {
        var bench = new InboxBench(simulation);
        await bench.FillAsync(3);
        Confirm(bench, await bench.OpenFedAsync(_frontend, "phone"), 2);
        Confirm(bench, await bench.OpenFedAsync(_frontend, "tablet"), 3);
        await bench.Sessions.SaveCursorsAsync();
        Assert.Equal(2, bench.Cursors.Find(InboxBench.User, "phone"));
        Assert.Equal(3, bench.Cursors.Find(InboxBench.User, "tablet"));
    });

    private static bool Confirm(InboxBench bench, OpenSession session, long sequence) =>
        bench.Sessions.Confirm(session.Session, InboxBench.LogOfUser, sequence);

    private static MemoryCursors CursorsAt(string app, long confirmed)
    {
        var cursors = new MemoryCursors();
        cursors.Put(new StoredCursor(InboxBench.User, app, InboxBench.LogOfUser, confirmed, UsedAt: long.MaxValue / 2));
        return cursors;
    }

    private async Task<OpenSession> OpenAndTakeOverAsync(InboxBench bench, OpenSession before)
    {
        var session = _frontend.Session(before.App, before.IsTransient);
        await bench.Sessions.OpenAsync(session);
        var claim = bench.Sessions.ClaimAsync(session.Session);
        bench.Sessions.Released(before.Session);
        Assert.True((await claim).IsGranted);
        return session;
    }
}
