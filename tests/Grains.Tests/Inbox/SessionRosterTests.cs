using OrleansChat.Inbox;

namespace OrleansChat.Tests.Inbox;

/// <summary>Which of several sockets of one app is fed.</summary>
public sealed class SessionRosterTests
{
    private readonly FakeFrontend _frontend = new();
    private readonly SessionRoster _roster = new(sessionsMax: 4);

    [Fact]
    public void The_first_session_that_asks_is_fed_at_once_and_asking_again_changes_nothing()
    {
        var session = Add("phone");
        Assert.False(_roster.MayConfirm(session));
        Assert.Empty(_roster.Claim(session)!);
        Assert.Empty(_roster.Claim(session)!);
        Assert.True(_roster.IsHolder(session));
        Assert.True(_roster.MayConfirm(session));
    }

    [Fact]
    public void A_session_that_is_not_open_is_fed_never() => Assert.Null(_roster.Claim(Guid.NewGuid()));

    [Fact]
    public void A_newer_session_takes_over_and_the_older_one_may_still_confirm_until_it_let_go()
    {
        var older = Claimed("phone");
        var newer = Add("phone");
        Assert.Equal([older], _roster.Claim(newer)!.Value.Select(session => session.Id));
        Assert.True(_roster.MayConfirm(older));

        _roster.Released(older);
        Assert.False(_roster.MayConfirm(older));
        Assert.True(_roster.IsHolder(newer));
    }

    [Fact]
    public void An_older_session_does_not_take_the_feed_from_a_newer_one()
    {
        var older = Add("phone");
        var newer = Claimed("phone");
        Assert.Null(_roster.Claim(older));
        Assert.True(_roster.IsHolder(newer));
    }

    [Fact]
    public void A_successor_waits_for_all_that_are_releasing()
    {
        var first = Claimed("phone");
        var second = Claimed("phone");
        var third = Add("phone");
        Assert.Equal([first, second], _roster.Claim(third)!.Value.Select(session => session.Id));
    }

    [Fact]
    public void Apps_have_feeds_of_their_own()
    {
        Guid[] sessions = [Claimed("phone"), Claimed("tablet"), Claimed("web", isTransient: true)];
        Assert.All(sessions, session => Assert.True(_roster.IsHolder(session)));
    }

    [Fact]
    public void A_visitor_session_lets_go_when_its_app_logs_in_and_is_fed_again_when_that_ends()
    {
        var visitor = Claimed("phone", isTransient: true);
        var login = Add("phone");
        Assert.Equal([visitor], _roster.Claim(login)!.Value.Select(session => session.Id));
        _roster.Released(visitor);
        Assert.Null(_roster.Claim(visitor));
        Assert.Null(_roster.Claim(Add("phone", isTransient: true)));
        Assert.True(_roster.IsHolder(login));
        Assert.NotNull(_roster.Remove(login));
        Assert.NotNull(_roster.Claim(visitor));
    }

    [Fact]
    public void The_end_of_the_fed_session_offers_the_feed_to_the_newest_that_is_left()
    {
        Add("phone");
        var next = Add("phone");
        Add("tablet");
        var fed = Claimed("phone");
        Assert.Equal(next, _roster.Remove(fed)?.Id);
        Assert.Null(_roster.Remove(next));
    }

    [Fact]
    public void The_release_of_a_session_that_asked_again_takes_nothing_from_it()
    {
        var older = Claimed("phone");
        var newer = Claimed("phone");
        _roster.Remove(newer);
        Assert.Empty(_roster.Claim(older)!);
        _roster.Released(older);
        Assert.True(_roster.IsHolder(older));
    }

    [Fact]
    public void The_session_beyond_the_bound_ends_the_oldest()
    {
        var oldest = Claimed("phone");
        for (var i = 0; i < 3; i++) Add("phone");
        var added = _roster.Add(_frontend.Session("phone"), startsAt: 0);
        Assert.Equal(oldest, added.Evicted?.Id);
        Assert.Equal(4, _roster.Count);
        Assert.Null(_roster.Find(oldest));
    }

    [Fact]
    public void The_same_session_twice_changes_nothing()
    {
        var opened = _frontend.Session("phone");
        _roster.Add(opened, startsAt: 3);
        _roster.Claim(opened.Session);
        Assert.Null(_roster.Add(opened with { IsFed = true }, startsAt: 9).Evicted);
        Assert.Equal(1, _roster.Count);
        Assert.Equal(3, _roster.Find(opened.Session)?.StartsAt);
    }

    [Fact]
    public void A_census_with_two_fed_sessions_of_one_app_leaves_one_and_names_the_other()
    {
        var first = _frontend.Session("phone", isFed: true);
        var second = _frontend.Session("phone", isFed: true);
        _roster.Restore(first, startsAt: 0);
        var released = _roster.Restore(second, startsAt: 0).Releases;
        Guid[] both = [first.Session, second.Session];
        var holder = Assert.Single(both, _roster.IsHolder);
        Assert.Equal(both.Single(session => session != holder), Assert.Single(released).Id);
        Assert.All(both, session => Assert.True(_roster.MayConfirm(session)));
    }

    [Fact]
    public void A_session_of_the_census_is_older_than_one_that_opened_before_the_census_came_in()
    {
        var opened = Add("phone");
        var known = _frontend.Session("phone", isFed: true);
        _roster.Restore(known, startsAt: 0);
        Assert.True(_roster.IsHolder(known.Session));
        Assert.Equal([known.Session], _roster.Claim(opened)!.Value.Select(session => session.Id));
        Assert.Equal([known.Session, opened], _roster.Sessions.Select(session => session.Id));
    }

    [Fact]
    public void A_fed_session_of_the_census_takes_nothing_from_a_newer_holder()
    {
        var holder = Claimed("phone");
        var known = _frontend.Session("phone", isFed: true);
        var restored = _roster.Restore(known, startsAt: 0);
        Assert.Equal(known.Session, Assert.Single(restored.Releases).Id);
        Assert.True(_roster.IsHolder(holder));
        Assert.False(_roster.IsHolder(known.Session));
        Assert.True(_roster.MayConfirm(known.Session));
    }

    [Fact]
    public void Whatever_happens_an_app_has_one_holder_and_the_bound_holds() => Property.OfScripts(script => RosterCheck.Run(script, static roster => roster.MayConfirm));

    [Fact]
    public void The_check_catches_a_released_session_that_still_confirms() => Assert.ThrowsAny<Exception>(() =>
        Property.OfScripts(script => RosterCheck.Run(script, static roster => session => roster.Find(session) is not null)));

    private Guid Add(string app, bool isTransient = false)
    {
        var opened = _frontend.Session(app, isTransient);
        _roster.Add(opened, startsAt: 0);
        return opened.Session;
    }

    private Guid Claimed(string app, bool isTransient = false)
    {
        var session = Add(app, isTransient);
        Assert.NotNull(_roster.Claim(session));
        return session;
    }
}
