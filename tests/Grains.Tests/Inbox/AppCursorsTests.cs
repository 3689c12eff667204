using OrleansChat.Inbox;
using OrleansChat.Logs;
using OrleansChat.Storage;
using OrleansChat.Users;

namespace OrleansChat.Tests.Inbox;

/// <summary>How far the apps of one user are.</summary>
public sealed class AppCursorsTests
{
    private const int AppsMax = 4;
    private static readonly UserId s_user = new(9);

    [Fact]
    public void A_cursor_only_moves_forward()
    {
        var cursors = new AppCursors([Stored("phone", 5, usedAt: 10)], forgetBefore: 0, AppsMax);
        Assert.False(cursors.Confirm("phone", 4, 20));
        Assert.False(cursors.Confirm("phone", 5, 20));
        Assert.True(cursors.Confirm("phone", 6, 20));
        Assert.Equal(6, cursors.Find("phone"));
        Assert.Equal(Stored("phone", 6, usedAt: 20), cursors.ToStored(s_user, "phone"));
    }

    [Fact]
    public void A_receipt_of_an_app_without_a_cursor_makes_none()
    {
        var cursors = new AppCursors([], forgetBefore: 0, AppsMax);
        Assert.False(cursors.Confirm("phone", 4, 20));
        Assert.Null(cursors.Find("phone"));
        Assert.Null(cursors.ToStored(s_user, "phone"));
    }

    [Fact]
    public void The_first_app_of_all_starts_at_zero_and_a_new_app_at_the_highest()
    {
        Assert.Equal(0, new AppCursors([], 0, AppsMax).Open("phone", 1, NotInUse).Confirmed);

        var cursors = new AppCursors([Stored("phone", 5), Stored("tablet", 9)], forgetBefore: 0, AppsMax);
        Assert.Equal(9, cursors.Open("web", 20, NotInUse).Confirmed);
        Assert.Equal(5, cursors.Open("phone", 20, NotInUse).Confirmed);
    }

    [Fact]
    public void For_a_new_app_the_longest_unused_one_that_is_not_in_use_is_forgotten()
    {
        var cursors = new AppCursors([Stored("a", 1, 1), Stored("b", 1, 2), Stored("c", 1, 3), Stored("d", 1, 4)], forgetBefore: 0, AppsMax);
        Assert.Equal("b", cursors.Open("e", 5, app => app == "a").Forgotten);
        Assert.Equal(AppsMax, cursors.Count);
        Assert.Null(cursors.Find("b"));
    }

    [Fact]
    public void When_all_are_in_use_the_longest_unused_goes_all_the_same()
    {
        var cursors = new AppCursors([Stored("a", 1, 3), Stored("b", 1, 2), Stored("c", 1, 1), Stored("d", 1, 4)], forgetBefore: 0, AppsMax);
        Assert.Equal("c", cursors.Open("e", 5, static _ => true).Forgotten);
        Assert.Equal(AppsMax, cursors.Count);
    }

    [Fact]
    public void An_app_unused_for_too_long_is_left_out()
    {
        var cursors = new AppCursors([Stored("old", 3, usedAt: 99), Stored("new", 8, usedAt: 100)], forgetBefore: 100, AppsMax);
        Assert.Null(cursors.Find("old"));
        Assert.Equal(8, cursors.Find("new"));
    }

    [Fact]
    public void Who_comes_back_after_all_apps_were_forgotten_does_not_get_the_whole_log_again()
    {
        var cursors = new AppCursors([Stored("phone", 3, usedAt: 1), Stored("tablet", 8, usedAt: 2)], forgetBefore: 100, AppsMax);
        Assert.Equal(8, cursors.Open("web", 200, NotInUse).Confirmed);
    }

    [Fact]
    public void More_rows_than_the_bound_are_cut_to_the_bound_and_named()
    {
        var cursors = new AppCursors([.. Enumerable.Range(1, 7).Select(i => Stored($"app{i}", i, usedAt: i))], forgetBefore: 0, AppsMax);
        Assert.Equal(AppsMax, cursors.Count);
        Assert.Equal(["app1", "app2", "app3"], cursors.LeftOut.Order());
        Assert.Equal(7, cursors.Highest);
    }

    [Fact]
    public void The_highest_position_of_all_stays_although_it_was_unused_for_too_long()
    {
        var cursors = new AppCursors([Stored("phone", 30, usedAt: 1), Stored("tablet", 8, usedAt: 200), Stored("web", 9, usedAt: 2)], forgetBefore: 100, AppsMax);
        Assert.Equal(["web"], cursors.LeftOut);
        Assert.Equal(30, cursors.Open("new", 300, NotInUse).Confirmed);
        Assert.Equal(8, cursors.Find("tablet"));
    }

    [Fact]
    public void Whatever_happens_cursors_rise_and_the_bound_holds() => Property.OfScripts(script => CursorsCheck.Run(script, static cursors => cursors.Confirm));

    [Fact]
    public void The_check_catches_a_cursor_that_goes_back() => Assert.ThrowsAny<Exception>(() => Property.OfScripts(script =>
        CursorsCheck.Run(script, static cursors => (app, sequence, now) => cursors.Confirm(app, sequence, now) && sequence % 5 != 0)));

    private static bool NotInUse(string app) => false;

    private static StoredCursor Stored(string app, long confirmed, long usedAt = 10) => new(s_user, app, LogId.Of(s_user), confirmed, usedAt);
}
