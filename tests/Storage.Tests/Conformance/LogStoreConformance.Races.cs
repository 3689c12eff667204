using OrleansChat.Logs;
using OrleansChat.Storage;
using OrleansChat.Tests.Storage.Checking;

namespace OrleansChat.Tests.Storage.Conformance;

public abstract partial class LogStoreConformance
{
    [Fact]
    public async Task Of_256_appends_in_flight_each_gets_its_own_number_in_order()
    {
        await AppendMany(Inbox, 256);
        var stored = await StoredLog.ReadAsync(Store.Log, Inbox);
        Assert.Equal(Enumerable.Range(1, 256).Select(static n => $"body {n}"), stored.Entries.Select(static e => System.Text.Encoding.UTF8.GetString(e.Body)));
    }

    [Fact]
    public async Task A_conflict_does_not_fail_its_neighbours()
    {
        await Appended(Entry(Inbox, 1, claims: true) with { ClientKey = "k" });
        List<Task<AppendResult>> answers;
        using (var hold = await Store.HoldWriterAsync())
        {
            answers =
            [
                Store.Log.AppendAsync(Entry(Inbox, 2)),
                Store.Log.AppendAsync(Entry(Inbox, 3) with { ClientKey = "k" }),
                Store.Log.AppendAsync(Entry(OtherInbox, 9, claims: true)),
                Store.Log.AppendAsync(Entry(Inbox, 4) with { ClientKey = "new" }),
                Store.Log.AppendAsync(Entry(Inbox, 5) with { ClientKey = "new" }),
                Store.Log.AppendAsync(Entry(Inbox, 6, epoch: 9)),
                Store.Log.AppendAsync(Entry(Inbox, 6)),
            ];
            await hold.ReleaseAsync();
        }

        var results = await Task.WhenAll(answers).Soon();

        AppendStatus[] expected =
        [
            AppendStatus.Appended, AppendStatus.Repeated, AppendStatus.Fenced, AppendStatus.Appended, AppendStatus.Repeated,
            AppendStatus.Fenced, AppendStatus.Appended,
        ];
        Assert.Equal(expected, results.Select(static result => result.Status));
        Assert.Equal((1, 4), (results[1].First!.Sequence, results[4].First!.Sequence));
        Assert.Equal(6, (await Store.Log.ReadTailAsync(Inbox, Cancelled)).Head);
    }

    [Fact]
    public async Task Of_two_owners_that_claim_at_once_one_is_fenced()
    {
        for (var epoch = 1; epoch <= 50; epoch++)
        {
            Task<AppendResult> left, right;
            using (var hold = await Store.HoldWriterAsync())
            {
                left = Store.Log.AppendAsync(Entry(Inbox, epoch, epoch, claims: true));
                right = Store.Log.AppendAsync(Entry(Inbox, epoch, epoch, claims: true));
                await hold.ReleaseAsync();
            }

            var results = await Task.WhenAll(left, right).Soon();
            Assert.Equal([AppendStatus.Appended, AppendStatus.Fenced], results.Select(static result => result.Status).Order());
        }
    }

    [Fact]
    public async Task Owners_that_fight_for_one_log_leave_a_history_without_contradiction()
    {
        var history = new LogHistory();
        await Task.WhenAll(Enumerable.Range(1, 4).Select(sender => Task.Run(() => FightAsync(history, sender), Cancelled))).Soon();

        var log = await StoredLog.ReadAsync(Store.Log, Inbox);
        Assert.Empty(LogHistoryChecker.Check(history, [log]));
        Assert.Contains(history.Submissions, static submission => submission.Answer?.Status == AppendStatus.Fenced);
        Assert.True(log.Tail.Epoch > 4, "no owner took the log from another");
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Random_work_leaves_a_history_without_contradiction(int seed)
    {
        var history = new LogHistory();
        await new LogWorkload(Store.Log, history, seed).RunAsync(3_000, Store.Ended);

        await Store.ReopenAsync();
        Assert.Empty(LogHistoryChecker.Check(history, await ReadAllAsync(LogWorkload.AllLogs)));
        Assert.All(history.Submissions, static submission => Assert.NotNull(submission.Answer));
    }

    [Fact]
    public async Task Many_logs_at_once_keep_each_its_own_order()
    {
        var history = new LogHistory();
        LogId[] logs = [.. Enumerable.Range(1, 200).Select(static n => new LogId(LogKind.Group, n))];
        await Task.WhenAll(logs.Select(async log =>
        {
            var owner = await LogOwner.ActivateAsync(Store.Log, history, log);
            await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => owner.AppendAsync(sender: 1, clientKey: null)));
        })).Soon();

        Assert.Empty(LogHistoryChecker.Check(history, await ReadAllAsync(logs)));
        Assert.All(await Store.Log.ReadHeadsAsync(logs, Cancelled), static head => Assert.Equal(20, head));
    }

    private async Task FightAsync(LogHistory history, int sender)
    {
        for (var round = 0; round < 20; round++)
        {
            var owner = await LogOwner.ActivateAsync(Store.Log, history, Inbox);
            var answers = new List<Task>();
            for (var n = 0; n < 20 && !owner.Ended; n++)
            {
                answers.Add(owner.AppendAsync(sender, clientKey: n % 5 == 0 ? $"{n}" : null));
                if (n % 4 == 0) await answers[^1];
            }

            await Task.WhenAll(answers);
        }
    }

    private async Task<IReadOnlyList<StoredLog>> ReadAllAsync(IEnumerable<LogId> logs)
    {
        var stored = new List<StoredLog>();
        foreach (var log in logs) stored.Add(await StoredLog.ReadAsync(Store.Log, log));
        return stored;
    }
}
