using System.Text;
using OrleansChat.Logs;
using OrleansChat.Storage;
using OrleansChat.Tests.Storage.Checking;

namespace OrleansChat.Tests.Storage.Conformance;

/// <summary>The contract of <see cref="IMessageLog"/>: order, fencing, repeats, durability. <c>.Reads.cs</c> has the reads, <c>.Races.cs</c> the races.</summary>
public abstract partial class LogStoreConformance : StoreConformance
{
    private static readonly LogId Inbox = new(LogKind.User, 7);
    private static readonly LogId OtherInbox = new(LogKind.User, 8);

    [Fact]
    public async Task A_log_nobody_wrote_to_is_empty()
    {
        Assert.Equal(new LogTail(0, 0), await Store.Log.ReadTailAsync(Inbox, Cancelled));
        Assert.Empty((await Store.Log.ReadAsync(Inbox, 0, 10, 1000, Cancelled)).Entries);
    }

    [Fact]
    public async Task Entries_come_back_as_they_were_written()
    {
        var append = Entry(Inbox, 1, claims: true) with { AcceptedAt = 123_456_789_012 };
        Assert.Equal(AppendStatus.Appended, (await Store.Log.AppendAsync(append)).Status);

        var entry = Assert.Single((await Store.Log.ReadAsync(Inbox, 0, 10, 1000, Cancelled)).Entries);
        Assert.Equal((1, LogEntryKind.Message, 123_456_789_012, append.MessageId), (entry.Sequence, entry.Kind, entry.AcceptedAt, entry.MessageId));
        Assert.Equal(append.Body, entry.Body);
    }

    [Fact]
    public async Task An_empty_body_and_a_large_body_are_stored_whole()
    {
        var large = new byte[200_000];
        new Random(1).NextBytes(large);
        await Appended(Entry(Inbox, 1, claims: true) with { Body = [] });
        await Appended(Entry(Inbox, 2) with { Body = large });

        var page = await Store.Log.ReadAsync(Inbox, 0, 10, 1 << 20, Cancelled);
        Assert.Empty(page.Entries[0].Body);
        Assert.Equal(large, page.Entries[1].Body);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(4)]
    public async Task A_number_that_does_not_follow_the_head_is_refused(long wrong)
    {
        await AppendMany(Inbox, 2);
        Assert.Equal(AppendStatus.Fenced, (await Store.Log.AppendAsync(Entry(Inbox, wrong))).Status);
        Assert.Equal(new LogTail(1, 2), await Store.Log.ReadTailAsync(Inbox, Cancelled));
    }

    [Fact]
    public async Task An_append_without_a_claimed_epoch_is_refused()
    {
        Assert.Equal(AppendStatus.Fenced, (await Store.Log.AppendAsync(Entry(Inbox, 1))).Status);
        Assert.Equal(new LogTail(0, 0), await Store.Log.ReadTailAsync(Inbox, Cancelled));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public async Task A_claim_fits_only_the_next_epoch(long wrong)
    {
        await AppendMany(Inbox, 2);
        Assert.Equal(AppendStatus.Fenced, (await Store.Log.AppendAsync(Entry(Inbox, 3, epoch: wrong, claims: true))).Status);
        Assert.Equal(AppendStatus.Appended, (await Store.Log.AppendAsync(Entry(Inbox, 3, epoch: 2, claims: true))).Status);
    }

    [Fact]
    public async Task A_claim_fences_the_owner_before()
    {
        await AppendMany(Inbox, 2);
        await Appended(Entry(Inbox, 3, epoch: 2, claims: true));

        Assert.Equal(AppendStatus.Fenced, (await Store.Log.AppendAsync(Entry(Inbox, 4, epoch: 1))).Status);
        Assert.Equal(AppendStatus.Appended, (await Store.Log.AppendAsync(Entry(Inbox, 4, epoch: 2))).Status);
        Assert.Equal(new LogTail(2, 4), await Store.Log.ReadTailAsync(Inbox, Cancelled));
    }

    [Fact]
    public async Task A_claim_with_a_wrong_number_claims_nothing()
    {
        await AppendMany(Inbox, 2);
        Assert.Equal(AppendStatus.Fenced, (await Store.Log.AppendAsync(Entry(Inbox, 5, epoch: 2, claims: true))).Status);
        Assert.Equal(AppendStatus.Appended, (await Store.Log.AppendAsync(Entry(Inbox, 3, epoch: 1))).Status);
    }

    [Fact]
    public async Task A_repeat_gets_the_first_entry_and_leaves_a_void_row()
    {
        var first = Entry(Inbox, 1, claims: true) with { ClientKey = "k", AcceptedAt = 11 };
        await Appended(first);

        var result = await Store.Log.AppendAsync(Entry(Inbox, 2) with { ClientKey = "k", AcceptedAt = 22, Body = [1, 2, 3] });

        Assert.Equal(AppendStatus.Repeated, result.Status);
        Assert.Equal((1, 11), (result.First!.Sequence, result.First.AcceptedAt));
        Assert.Equal(first.Body, result.First.Body);
        var filled = Assert.Single((await Store.Log.ReadAsync(Inbox, 1, 10, 1000, Cancelled)).Entries);
        Assert.Equal((2, LogEntryKind.Void), (filled.Sequence, filled.Kind));
        Assert.Empty(filled.Body);
        Assert.Equal(AppendStatus.Appended, (await Store.Log.AppendAsync(Entry(Inbox, 3))).Status);
    }

    [Fact]
    public async Task A_repeat_may_claim_the_epoch()
    {
        await Appended(Entry(Inbox, 1, claims: true) with { ClientKey = "k" });
        var result = await Store.Log.AppendAsync(Entry(Inbox, 2, epoch: 2, claims: true) with { ClientKey = "k" });

        Assert.Equal((AppendStatus.Repeated, 1), (result.Status, result.First!.Sequence));
        Assert.Equal(new LogTail(2, 2), await Store.Log.ReadTailAsync(Inbox, Cancelled));
    }

    [Fact]
    public async Task The_same_client_key_of_another_sender_or_in_another_log_is_another_key()
    {
        await Appended(Entry(Inbox, 1, claims: true) with { ClientKey = "k", Sender = 1 });
        await Appended(Entry(Inbox, 2) with { ClientKey = "k", Sender = 2 });
        await Appended(Entry(OtherInbox, 1, claims: true) with { ClientKey = "k", Sender = 1 });
    }

    [Fact]
    public async Task Client_keys_are_compared_exactly()
    {
        string[] keys = ["k", "K", "k ", "k\0", "k\0a", "k\0b", "ｋ", "é", "e\u0301"];
        for (var i = 0; i < keys.Length; i++) await Appended(Entry(Inbox, i + 1, claims: i == 0) with { ClientKey = keys[i] });

        foreach (var (index, key) in keys.Index())
            Assert.Equal(index + 1, (await Store.Log.FindByClientKeyAsync(Inbox, 1, key, Cancelled))?.Sequence);
    }

    [Fact]
    public async Task An_entry_is_found_by_its_client_key_and_no_other()
    {
        await Appended(Entry(Inbox, 1, claims: true) with { ClientKey = "k", Sender = 5 });

        Assert.Equal(1, (await Store.Log.FindByClientKeyAsync(Inbox, 5, "k", Cancelled))?.Sequence);
        Assert.Null(await Store.Log.FindByClientKeyAsync(Inbox, 6, "k", Cancelled));
        Assert.Null(await Store.Log.FindByClientKeyAsync(OtherInbox, 5, "k", Cancelled));
        Assert.Null(await Store.Log.FindByClientKeyAsync(Inbox, 5, "j", Cancelled));
    }

    [Fact]
    public async Task What_an_owner_must_never_ask_for_is_refused_before_the_queue()
    {
        await Assert.ThrowsAsync<ArgumentException>(() => Store.Log.AppendAsync(Entry(Inbox, 0, claims: true)));
        await Assert.ThrowsAsync<ArgumentException>(() => Store.Log.AppendAsync(Entry(Inbox, 1, epoch: 0)));
        await Assert.ThrowsAsync<ArgumentException>(() => Store.Log.AppendAsync(Entry(Inbox, 1, claims: true) with { Kind = LogEntryKind.Void }));
        await Assert.ThrowsAsync<ArgumentException>(() => Store.Log.AppendAsync(Entry(Inbox, 1, claims: true) with { ClientKey = "" }));
        await Assert.ThrowsAsync<ArgumentException>(() => Store.Log.AppendAsync(Entry(Inbox, 1, claims: true) with { ClientKey = new string('k', 65) }));
    }

    [Fact]
    public async Task After_reopening_everything_answered_is_there_and_numbers_go_on()
    {
        await AppendMany(Inbox, 50);
        await Store.ReopenAsync();

        Assert.Equal(new LogTail(1, 50), await Store.Log.ReadTailAsync(Inbox, Cancelled));
        var stored = await StoredLog.ReadAsync(Store.Log, Inbox);
        Assert.Equal(Enumerable.Range(1, 50).Select(static n => $"body {n}"), stored.Entries.Select(static e => Encoding.UTF8.GetString(e.Body)));
        await Appended(Entry(Inbox, 51, epoch: 2, claims: true));
    }

    private static LogAppend Entry(LogId log, long sequence, long epoch = 1, bool claims = false) => new()
    {
        Log = log,
        Epoch = epoch,
        ClaimsEpoch = claims,
        Sequence = sequence,
        Kind = LogEntryKind.Message,
        AcceptedAt = 1_000 + sequence,
        Sender = 1,
        Receiver = log.Owner,
        MessageId = Guid.NewGuid(),
        Body = Encoding.UTF8.GetBytes($"body {sequence}"),
    };

    private async Task Appended(LogAppend append) => Assert.Equal(AppendStatus.Appended, (await Store.Log.AppendAsync(append).Soon()).Status);

    private async Task AppendMany(LogId log, int count)
    {
        var appends = Enumerable.Range(1, count).Select(n => Store.Log.AppendAsync(Entry(log, n, claims: n == 1))).ToList();
        foreach (var result in await Task.WhenAll(appends).Soon()) Assert.Equal(AppendStatus.Appended, result.Status);
    }
}
