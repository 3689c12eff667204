using OrleansChat.Logs;
using OrleansChat.Storage;
using OrleansChat.Storage.Sqlite;
using OrleansChat.Tests.Storage.Checking;
using OrleansChat.Tests.Storage.Conformance;

namespace OrleansChat.Tests.Storage.Sqlite;

/// <summary>The writer's batches, bounds and end.</summary>
public sealed class SqliteWriterTests : IAsyncLifetime
{
    private static readonly Sql InsertBlock = new("INSERT INTO id_block (name, next) VALUES (?1, 100)");

    private readonly SqliteHarness _store = new();

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync() => _store.DisposeAsync();

    [Fact]
    public async Task What_waits_shares_one_transaction()
    {
        await _store.OpenAsync();
        var commits = 0;
        Task blocks;
        using (var hold = await _store.HoldWriterAsync())
        {
            blocks = Task.WhenAll(Enumerable.Range(0, 300).Select(_ => _store.Ids.TakeBlockAsync("user", 1)));
            _store.Faults.Set((point, _) => commits += point == StorePoint.AfterCommit ? 1 : 0);
            await hold.ReleaseAsync();
        }

        await blocks.Soon();
        Assert.Equal(2, commits);
    }

    [Fact]
    public async Task A_batch_keeps_to_its_limits()
    {
        _store.Options.BatchItemsMax = 10;
        await _store.OpenAsync();
        var rows = new List<int>();
        Task blocks;
        using (var hold = await _store.HoldWriterAsync())
        {
            blocks = Task.WhenAll(Enumerable.Range(0, 25).Select(_ => _store.Ids.TakeBlockAsync("user", 1)));
            var last = 0;
            _store.Faults.Set((point, index) =>
            {
                if (point == StorePoint.AfterRow) last = index;
                if (point == StorePoint.AfterCommit) rows.Add(last + 1);
            });
            await hold.ReleaseAsync();
        }

        await blocks.Soon();
        Assert.Equal([1, 10, 10, 5], rows);
    }

    [Fact]
    public async Task At_the_bound_a_caller_is_told_that_the_store_is_busy_and_the_others_go_on()
    {
        _store.Options.QueueItemsMax = 5;
        await _store.OpenAsync();
        using var hold = await _store.HoldWriterAsync();
        var accepted = Enumerable.Range(0, 5).Select(_ => _store.Ids.TakeBlockAsync("user", 1)).ToList();
        await Assert.ThrowsAsync<StoreBusyException>(() => _store.Ids.TakeBlockAsync("user", 1));

        await hold.ReleaseAsync();
        long[] expected = [1, 2, 3, 4, 5];
        Assert.Equal(expected, await Task.WhenAll(accepted).Soon());
        Assert.Equal(6, await _store.Ids.TakeBlockAsync("user", 1));
    }

    [Fact]
    public async Task The_bound_counts_bytes_too()
    {
        _store.Options.QueueBytesMax = 1 << 20;
        await _store.OpenAsync();
        using var hold = await _store.HoldWriterAsync();
        var history = new LogHistory();
        var large = history.Add(LogWorkload.AllLogs[0], 1, claims: true, 1, 1, null).ToAppend() with { Body = new byte[600_000] };
        var first = _store.Log.AppendAsync(large);
        await Assert.ThrowsAsync<StoreBusyException>(() => _store.Log.AppendAsync(large with { Sequence = 2, ClaimsEpoch = false }));
        await hold.ReleaseAsync();
        Assert.Equal(AppendStatus.Appended, (await first.Soon()).Status);
    }

    [Fact]
    public async Task Closing_writes_what_waits_and_then_takes_nothing()
    {
        await _store.OpenAsync();
        List<Task<long>> waiting;
        Task closing;
        using (var hold = await _store.HoldWriterAsync())
        {
            waiting = [.. Enumerable.Range(0, 100).Select(_ => _store.Ids.TakeBlockAsync("user", 1))];
            closing = _store.CloseAsync();
            await Assert.ThrowsAsync<StoreBusyException>(() => _store.Ids.TakeBlockAsync("user", 1));
            await hold.ReleaseAsync();
        }

        await closing.Soon();
        Assert.Equal(100, (await Task.WhenAll(waiting).Soon()).Max());
        await Assert.ThrowsAsync<StoreBusyException>(() => _store.Cursors.LoadAsync(new(1), TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task After_a_simulated_crash_nobody_is_answered_and_nothing_more_is_written()
    {
        await _store.OpenAsync();
        _store.Faults.ThrowAt(StorePoint.BeforeCommit, 1, static () => new SimulatedCrashException());
        var inBatch = _store.Ids.TakeBlockAsync("user", 1);
        await _store.Ended.Soon();
        var later = _store.Ids.TakeBlockAsync("user", 1);

        await _store.ReopenAsync();
        Assert.Equal(1, await _store.Ids.TakeBlockAsync("user", 1));
        Assert.False(inBatch.IsCompleted || later.IsCompleted);
    }

    [Fact]
    public async Task An_item_that_fails_halfway_is_undone_alone()
    {
        await _store.OpenAsync();
        Task<long> before, after;
        Task<bool> failing;
        using (var hold = await _store.HoldWriterAsync())
        {
            before = _store.Ids.TakeBlockAsync("before", 1);
            failing = _store.Database.Writer.Submit(new SqliteWork<int, bool>(0, 0, needsSavepoint: true, static (session, _) =>
            {
                using var query = session.Query(InsertBlock);
                query.Statement.Bind(1, "half").Step();
                throw new InvalidOperationException("planned");
            }));
            after = _store.Ids.TakeBlockAsync("after", 1);
            await hold.ReleaseAsync();
        }

        await Assert.ThrowsAsync<InvalidOperationException>(() => failing.Soon());
        Assert.Equal((1, 1), (await before.Soon(), await after.Soon()));
        Assert.Equal(1, await _store.Ids.TakeBlockAsync("half", 1));
        await _store.ReopenAsync();
        Assert.Equal(2, await _store.Ids.TakeBlockAsync("before", 1));
    }

    [Fact]
    public async Task Reads_go_on_beside_a_transaction_and_do_not_see_it()
    {
        await _store.OpenAsync();
        var history = new LogHistory();
        var log = LogWorkload.AllLogs[0];
        using var release = new ManualResetEventSlim();
        var reached = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _store.Faults.Set((point, _) =>
        {
            if (point != StorePoint.BeforeCommit) return;
            reached.TrySetResult();
            release.Wait();
        });
        var append = (await LogOwner.ActivateAsync(_store.Log, history, log)).AppendAsync(1, null);
        await reached.Task.Soon();

        Assert.Equal(new LogTail(0, 0), await _store.Log.ReadTailAsync(log, TestContext.Current.CancellationToken).Soon());
        release.Set();
        await append.Soon();
        Assert.Equal(new LogTail(1, 1), await _store.Log.ReadTailAsync(log, TestContext.Current.CancellationToken).Soon());
    }

    [Fact]
    public async Task More_logs_than_the_writer_remembers_are_no_trouble()
    {
        _store.Options.TailsRemembered = 16;
        await _store.OpenAsync();
        var history = new LogHistory();
        var owners = new List<LogOwner>();
        for (var n = 1; n <= 100; n++) owners.Add(await LogOwner.ActivateAsync(_store.Log, history, new LogId(LogKind.User, n)));
        var random = new Random(1);
        await Task.WhenAll(Enumerable.Range(0, 3_000).Select(_ => owners[random.Next(100)].AppendAsync(1, null))).Soon();
        Assert.All(history.Submissions, static submission => Assert.Equal(AppendStatus.Appended, submission.Answer?.Status));
    }
}
