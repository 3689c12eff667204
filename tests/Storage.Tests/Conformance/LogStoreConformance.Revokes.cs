using OrleansChat.Logs;
using OrleansChat.Storage;
using OrleansChat.Tests.Storage.Checking;

namespace OrleansChat.Tests.Storage.Conformance;

/// <content>Messages that are taken back.</content>
public abstract partial class LogStoreConformance
{
    private static readonly MessageReach Far = new(Since: 0, EntriesMax: 1_000);

    public static TheoryData<StorePoint, bool> PointsOfFailure() => new(
        from point in Enum.GetValues<StorePoint>() from isCrash in new[] { false, true } select (point, isCrash));

    [Fact]
    public async Task A_revoke_empties_its_message_and_stands_behind_it()
    {
        await AppendMany(Inbox, 3);
        var revoke = Revoke(Entry(Inbox, 2), 4);
        await Appended(revoke);

        var entries = (await Store.Log.ReadAsync(Inbox, 0, 10, 1_000, Cancelled)).Entries;
        LogEntryKind[] kinds = [LogEntryKind.Message, LogEntryKind.Void, LogEntryKind.Message, LogEntryKind.Revoke];
        Assert.Equal(kinds, entries.Select(static entry => entry.Kind));
        Assert.Empty(entries[1].Body);
        Assert.Equal(1_002, entries[1].AcceptedAt);
        Assert.Equal((revoke.MessageId, revoke.AcceptedAt), (entries[3].MessageId, entries[3].AcceptedAt));
        Assert.Equal(revoke.Body, entries[3].Body);
        await Appended(Entry(Inbox, 5));
    }

    [Fact]
    public async Task A_revoke_may_claim_the_epoch()
    {
        await AppendMany(Inbox, 2);
        await Appended(Revoke(Entry(Inbox, 1), 3) with { Epoch = 2, ClaimsEpoch = true });
        Assert.Equal(new LogTail(2, 3), await Store.Log.ReadTailAsync(Inbox, Cancelled));
    }

    [Fact]
    public async Task A_fenced_revoke_empties_nothing()
    {
        await AppendMany(Inbox, 2);
        await Appended(Entry(Inbox, 3, epoch: 2, claims: true));
        Assert.Equal(AppendStatus.Fenced, (await Store.Log.AppendAsync(Revoke(Entry(Inbox, 2), 4))).Status);
        Assert.Equal(AppendStatus.Fenced, (await Store.Log.AppendAsync(Revoke(Entry(Inbox, 2), 5) with { Epoch = 2 })).Status);
        Assert.All((await StoredLog.ReadAsync(Store.Log, Inbox)).Entries, static entry => Assert.Equal(LogEntryKind.Message, entry.Kind));
    }

    [Fact]
    public async Task A_message_that_is_empty_already_is_refused_and_nothing_is_written()
    {
        await AppendMany(Inbox, 2);
        await Appended(Revoke(Entry(Inbox, 1), 3));
        await Assert.ThrowsAsync<InvalidOperationException>(() => Store.Log.AppendAsync(Revoke(Entry(Inbox, 1), 4)).Soon());
        await Assert.ThrowsAsync<InvalidOperationException>(() => Store.Log.AppendAsync(Revoke(Entry(Inbox, 3), 4) with { Epoch = 2, ClaimsEpoch = true }).Soon());
        Assert.Equal(new LogTail(1, 3), await Store.Log.ReadTailAsync(Inbox, Cancelled));
        await Appended(Entry(Inbox, 4));
    }

    [Fact]
    public async Task A_revoke_reaches_into_no_other_log()
    {
        await AppendMany(Inbox, 1);
        await AppendMany(OtherInbox, 2);
        await Appended(Revoke(Entry(OtherInbox, 1), 3));
        Assert.Equal(LogEntryKind.Message, Assert.Single((await StoredLog.ReadAsync(Store.Log, Inbox)).Entries).Kind);
    }

    [Fact]
    public async Task The_client_key_of_a_message_that_was_taken_back_still_stands()
    {
        var first = Entry(Inbox, 1, claims: true) with { ClientKey = "k" };
        await Appended(first);
        await Appended(Revoke(first, 2));

        var repeat = await Store.Log.AppendAsync(Entry(Inbox, 3) with { ClientKey = "k" });
        Assert.Equal((AppendStatus.Repeated, 1, LogEntryKind.Void), (repeat.Status, repeat.First!.Sequence, repeat.First.Kind));
        Assert.Empty(repeat.First.Body);
        Assert.Equal(LogEntryKind.Void, (await Store.Log.FindByClientKeyAsync(Inbox, 1, "k", Cancelled))?.Kind);
    }

    [Fact]
    public async Task A_message_is_found_by_its_id_and_sender_and_after_its_revoke_the_revoke_is()
    {
        var message = Entry(Inbox, 1, claims: true);
        await Appended(message);
        await Appended(Entry(Inbox, 2));
        var found = await Find(message);
        Assert.Equal((1, LogEntryKind.Message, message.MessageId), (found!.Sequence, found.Kind, found.MessageId));
        Assert.Equal(message.Body, found.Body);
        Assert.Null(await Find(message with { Sender = 2 }));
        Assert.Null(await Find(message with { Log = OtherInbox }));
        Assert.Null(await Find(message with { MessageId = Guid.NewGuid() }));

        var revoke = Revoke(message, 3);
        await Appended(revoke);
        found = await Find(message);
        Assert.Equal((3, LogEntryKind.Revoke), (found!.Sequence, found.Kind));
        Assert.Equal(revoke.Body, found.Body);
        Assert.Null(await Find(message with { Sender = 2 }));
    }

    [Fact]
    public async Task A_search_ends_at_its_reach()
    {
        var message = Entry(Inbox, 1, claims: true);
        await Appended(message);
        for (var i = 2; i <= 5; i++) await Appended(Entry(Inbox, i));

        Assert.NotNull(await Find(message, new MessageReach(Since: 1_001, EntriesMax: 5)));
        Assert.Null(await Find(message, new MessageReach(Since: 1_002, EntriesMax: 5)));
        Assert.Null(await Find(message, new MessageReach(Since: 1_001, EntriesMax: 4)));
    }

    [Fact]
    public async Task The_row_of_a_repeat_is_not_found_by_its_id()
    {
        await Appended(Entry(Inbox, 1, claims: true) with { ClientKey = "k" });
        var repeat = Entry(Inbox, 2) with { ClientKey = "k" };
        await Store.Log.AppendAsync(repeat);
        Assert.Null(await Find(repeat));
    }

    [Fact]
    public async Task A_revoke_without_an_earlier_entry_and_another_entry_with_one_are_refused_before_the_queue()
    {
        await AppendMany(Inbox, 2);
        await Assert.ThrowsAsync<ArgumentException>(() => Store.Log.AppendAsync(Revoke(Entry(Inbox, 1), 3) with { Revokes = null }));
        await Assert.ThrowsAsync<ArgumentException>(() => Store.Log.AppendAsync(Revoke(Entry(Inbox, 3), 3)));
        await Assert.ThrowsAsync<ArgumentException>(() => Store.Log.AppendAsync(Entry(Inbox, 3) with { Revokes = 1 }));
        await Assert.ThrowsAsync<ArgumentException>(() => Store.Log.FindMessageAsync(Inbox, 1, Guid.NewGuid(), new MessageReach(0, 0), Cancelled));
    }

    [Theory]
    [MemberData(nameof(PointsOfFailure))]
    public async Task Wherever_a_revoke_fails_message_and_revoke_are_both_there_or_neither_has_changed(StorePoint point, bool isCrash)
    {
        var message = Entry(Inbox, 1, claims: true);
        await Appended(message);
        Store.Faults.ThrowAt(point, 1, () => isCrash ? new SimulatedCrashException() : new IOException("planned"));
        var revoking = Store.Log.AppendAsync(Revoke(message, 2));
        if (isCrash) await Store.Ended.Soon();
        else await Assert.ThrowsAsync<StoreOutcomeUnknownException>(() => revoking.Soon());

        await Store.ReopenAsync();
        var entries = (await StoredLog.ReadAsync(Store.Log, Inbox)).Entries;
        LogEntryKind[] kinds = point == StorePoint.AfterCommit ? [LogEntryKind.Void, LogEntryKind.Revoke] : [LogEntryKind.Message];
        Assert.Equal(kinds, entries.Select(static entry => entry.Kind));
        Assert.Equal(point == StorePoint.AfterCommit ? [] : message.Body, entries[0].Body);
        await Appended(Entry(Inbox, entries.Count + 1, epoch: 2, claims: true));
    }

    private static LogAppend Revoke(LogAppend message, long sequence) => Entry(message.Log, sequence) with
    {
        Kind = LogEntryKind.Revoke,
        MessageId = message.MessageId,
        Sender = message.Sender,
        Revokes = message.Sequence,
    };

    private Task<LogEntry?> Find(LogAppend message, MessageReach? reach = null) =>
        Store.Log.FindMessageAsync(message.Log, message.Sender, message.MessageId, reach ?? Far, Cancelled);
}
