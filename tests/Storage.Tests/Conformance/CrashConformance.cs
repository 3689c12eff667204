using OrleansChat.Storage;
using OrleansChat.Tests.Storage.Checking;

namespace OrleansChat.Tests.Storage.Conformance;

/// <summary>Crashes and disk failures at every point of a batch, under random work: what was answered is stored, and nothing odd besides.</summary>
public abstract class CrashConformance : StoreConformance
{
    private const int Operations = 400;

    public static TheoryData<StorePoint, int> PointsAndSeeds()
    {
        var data = new TheoryData<StorePoint, int>();
        foreach (var point in Enum.GetValues<StorePoint>())
        {
            for (var seed = 1; seed <= 8; seed++) data.Add(point, seed);
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(PointsAndSeeds))]
    public async Task After_a_crash_what_was_answered_is_stored(StorePoint point, int seed)
    {
        var history = new LogHistory();
        var occurrence = new Random(seed).Next(1, point == StorePoint.AfterRow ? 200 : 12);
        Store.Faults.ThrowAt(point, occurrence, static () => new SimulatedCrashException());
        await new LogWorkload(Store.Log, history, seed).RunAsync(int.MaxValue, Store.Ended).Soon();

        await Store.ReopenAsync();
        await Check(history, seed);

        await new LogWorkload(Store.Log, history, seed + 1000).RunAsync(Operations, Store.Ended).Soon();
        await Check(history, seed);
    }

    [Theory]
    [MemberData(nameof(PointsAndSeeds))]
    public async Task While_the_disk_fails_now_and_then_answers_stay_true(StorePoint point, int seed)
    {
        var history = new LogHistory();
        Store.Faults.ThrowEvery(point, new Random(seed).Next(2, point == StorePoint.AfterRow ? 60 : 6), static () => new IOException("planned"));
        await new LogWorkload(Store.Log, history, seed).RunAsync(Operations, Store.Ended).Soon();
        Assert.Contains(history.Submissions, static submission => submission.Unknown);
        await Check(history, seed);

        // The disk is well again: the store goes on without a restart, and every further append is decided.
        Store.Faults.Clear();
        var decided = history.Submissions.Count;
        await new LogWorkload(Store.Log, history, seed + 1000).RunAsync(Operations, Store.Ended).Soon();
        Assert.All(history.Submissions.Skip(decided), static submission => Assert.NotNull(submission.Answer));
        Assert.Contains(history.Submissions.Skip(decided), static submission => submission.Answer?.Status == AppendStatus.Appended);

        await Store.ReopenAsync();
        await Check(history, seed);
    }

    [Fact]
    public async Task A_failed_transaction_tells_every_caller_of_its_batch_that_the_outcome_is_unknown()
    {
        var history = new LogHistory();
        var owner = await LogOwner.ActivateAsync(Store.Log, history, LogWorkload.AllLogs[0]);
        Task appends, block;
        using (var hold = await Store.HoldWriterAsync())
        {
            appends = Task.WhenAll(owner.AppendAsync(1, null), owner.AppendAsync(1, "k"), owner.AppendAsync(1, "k"));
            block = Store.Ids.TakeBlockAsync("other", 1);
            Store.Faults.ThrowAt(StorePoint.BeforeCommit, 2, static () => new IOException("planned"));
            await hold.ReleaseAsync();
        }

        await appends.Soon();
        Assert.All(history.Submissions, static submission => Assert.True(submission.Unknown));
        await Assert.ThrowsAsync<StoreOutcomeUnknownException>(() => block.Soon());
    }

    private async Task Check(LogHistory history, int seed)
    {
        var stored = new List<StoredLog>();
        foreach (var log in LogWorkload.AllLogs) stored.Add(await StoredLog.ReadAsync(Store.Log, log));
        var violations = LogHistoryChecker.Check(history, stored);
        Assert.True(violations.Count == 0, $"seed {seed}:\n{string.Join('\n', violations.Take(10))}");
    }
}
