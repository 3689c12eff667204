using OrleansChat.Logs;
using OrleansChat.Storage;
using OrleansChat.Users;

namespace OrleansChat.Tests.Storage.Conformance;

/// <summary>The contract of <see cref="ICursorStore"/>.</summary>
public abstract class CursorStoreConformance : StoreConformance
{
    private static readonly UserId User = new(7);
    private static readonly LogId Inbox = LogId.Of(User);
    private static readonly LogId Group = new(LogKind.Group, 3);

    [Fact]
    public async Task A_user_without_cursors_has_none() => Assert.Empty(await Store.Cursors.LoadAsync(User, Cancelled));

    [Fact]
    public async Task Cursors_come_back_by_user_app_and_log()
    {
        StoredCursor[] cursors = [new(User, "phone", Inbox, 5, 100), new(User, "phone", Group, 6, 100), new(User, "tablet", Inbox, 0, 90)];
        await Store.Cursors.SaveAsync([.. cursors, new(new UserId(8), "phone", Inbox, 9, 100)]);
        await Store.ReopenAsync();
        Assert.Equal(cursors.ToHashSet(), (await Store.Cursors.LoadAsync(User, Cancelled)).ToHashSet());
    }

    [Fact]
    public async Task A_cursor_only_moves_forward()
    {
        await Store.Cursors.SaveAsync([new(User, "phone", Inbox, 5, 100)]);
        await Store.Cursors.SaveAsync([new(User, "phone", Inbox, 3, 200)]);
        Assert.Equal(new StoredCursor(User, "phone", Inbox, 5, 200), Assert.Single(await Store.Cursors.LoadAsync(User, Cancelled)));

        await Store.Cursors.SaveAsync([new(User, "phone", Inbox, 8, 300)]);
        Assert.Equal(new StoredCursor(User, "phone", Inbox, 8, 300), Assert.Single(await Store.Cursors.LoadAsync(User, Cancelled)));
    }

    [Fact]
    public async Task Saves_that_overtake_each_other_end_at_the_highest()
    {
        var saves = Enumerable.Range(1, 500).OrderBy(static n => n * 7919 % 500)
            .Select(n => Task.Run(() => Store.Cursors.SaveAsync([new(User, "phone", Inbox, n, n), new(User, "phone", Group, n, n)]), Cancelled));
        await Task.WhenAll(saves).Soon();
        Assert.All(await Store.Cursors.LoadAsync(User, Cancelled), static cursor => Assert.Equal((500, 500), (cursor.Confirmed, cursor.UsedAt)));
    }

    [Fact]
    public async Task Removing_an_app_leaves_the_other_apps_and_users()
    {
        var other = new UserId(8);
        await Store.Cursors.SaveAsync([new(User, "phone", Inbox, 5, 1), new(User, "phone", Group, 5, 1), new(User, "tablet", Inbox, 5, 1), new(other, "phone", Inbox, 5, 1)]);
        await Store.Cursors.RemoveAppAsync(User, "phone");
        Assert.Equal("tablet", Assert.Single(await Store.Cursors.LoadAsync(User, Cancelled)).App);
        Assert.Single(await Store.Cursors.LoadAsync(other, Cancelled));
    }

    [Fact]
    public async Task Impossible_cursors_are_refused_and_nothing_of_their_call_is_written()
    {
        await Assert.ThrowsAsync<ArgumentException>(() => Store.Cursors.SaveAsync([new(User, "phone", Inbox, 5, 1), new(User, "", Inbox, 5, 1)]));
        await Assert.ThrowsAsync<ArgumentException>(() => Store.Cursors.SaveAsync([new(User, "phone", Inbox, -1, 1)]));
        await Assert.ThrowsAsync<ArgumentException>(() => Store.Cursors.SaveAsync([new(User, new string('a', 201), Inbox, 1, 1)]));
        Assert.Empty(await Store.Cursors.LoadAsync(User, Cancelled));
    }

    [Fact]
    public async Task Saving_nothing_is_done_at_once() => await Store.Cursors.SaveAsync([]);
}
