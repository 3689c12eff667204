using OrleansChat.Logs;

namespace OrleansChat.Tests.Storage.Conformance;

public abstract partial class LogStoreConformance
{
    [Theory]
    [InlineData(0, 3, new long[] { 1, 2, 3 })]
    [InlineData(8, 3, new long[] { 9, 10 })]
    [InlineData(10, 3, new long[0])]
    [InlineData(99, 3, new long[0])]
    [InlineData(2, 100, new long[] { 3, 4, 5, 6, 7, 8, 9, 10 })]
    public async Task A_page_starts_after_the_asked_place_and_has_at_most_the_asked_number(long after, int entriesMax, long[] expected)
    {
        await AppendMany(Inbox, 10);
        var page = await Store.Log.ReadAsync(Inbox, after, entriesMax, 1 << 20, Cancelled);
        Assert.Equal(expected, page.Entries.Select(static entry => entry.Sequence));
        Assert.Equal(10, page.Head);
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(100, 1)]
    [InlineData(199, 1)]
    [InlineData(200, 2)]
    [InlineData(350, 3)]
    [InlineData(1_000, 5)]
    public async Task A_page_holds_about_the_asked_bytes_but_one_entry_at_least(int bytesMax, int expected)
    {
        for (var n = 1; n <= 5; n++) await Appended(Entry(Inbox, n, claims: n == 1) with { Body = new byte[100] });
        Assert.Equal(expected, (await Store.Log.ReadAsync(Inbox, 0, 10, bytesMax, Cancelled)).Entries.Length);
    }

    [Fact]
    public async Task Logs_do_not_see_each_other()
    {
        LogId[] logs = [new(LogKind.User, 1), new(LogKind.Group, 1), new(LogKind.User, 2), new(LogKind.User, long.MaxValue >> 11)];
        for (var i = 0; i < logs.Length; i++) await AppendMany(logs[i], i + 1);

        for (var i = 0; i < logs.Length; i++)
        {
            var page = await Store.Log.ReadAsync(logs[i], 0, 100, 1 << 20, Cancelled);
            Assert.Equal((i + 1, i + 1), (page.Entries.Length, (int)page.Head));
        }
    }

    [Fact]
    public async Task Heads_come_in_the_order_asked()
    {
        await AppendMany(Inbox, 3);
        await AppendMany(OtherInbox, 5);
        var nobody = new LogId(LogKind.Group, 99);

        Assert.Equal([5, 0, 3, 5], await Store.Log.ReadHeadsAsync([OtherInbox, nobody, Inbox, OtherInbox], Cancelled));
        Assert.Empty(await Store.Log.ReadHeadsAsync([], Cancelled));
        Assert.Equal(1_000, (await Store.Log.ReadHeadsAsync([.. Enumerable.Repeat(Inbox, 1_000)], Cancelled)).Count);
        await Assert.ThrowsAsync<ArgumentException>(() => Store.Log.ReadHeadsAsync([.. Enumerable.Repeat(Inbox, 1_001)], Cancelled));
    }

    [Fact]
    public async Task A_page_never_shows_an_entry_beyond_its_head()
    {
        var appending = Task.Run(() => AppendMany(Inbox, 2_000), Cancelled);
        while (!appending.IsCompleted)
        {
            var after = (await Store.Log.ReadHeadsAsync([Inbox], Cancelled))[0];
            var page = await Store.Log.ReadAsync(Inbox, Math.Max(0, after - 5), 100, 1 << 20, Cancelled);
            Assert.True(page.Head >= after, "a head went back");
            Assert.True(page.Entries.IsEmpty || page.Entries[^1].Sequence <= page.Head, "an entry beyond the head");
        }

        await appending;
    }

    [Fact]
    public async Task A_cancelled_read_ends_as_cancelled()
    {
        using var source = new CancellationTokenSource();
        await source.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Store.Log.ReadAsync(Inbox, 0, 1, 1, source.Token));
        Assert.Equal(0, (await Store.Log.ReadTailAsync(Inbox, Cancelled)).Head);
    }
}
