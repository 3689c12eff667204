using System.Text;
using OrleansChat.Logs;
using OrleansChat.Storage;
using OrleansChat.Storage.Sqlite;
using OrleansChat.Tests.Storage.Conformance;
using OrleansChat.Tests.Testing;

namespace OrleansChat.Tests.Storage.Sqlite;

/// <summary>What was taken back leaves the files as well.</summary>
public sealed class SqliteWipeTests : IAsyncLifetime
{
    private const string Secret = "the-words-that-were-taken-back";


    private readonly ManualTimeProvider _clock = new();
    private readonly SqliteHarness _store;
    private readonly Dictionary<long, long> _heads = [];

    public SqliteWipeTests() => _store = new SqliteHarness(clock: _clock);

    public async ValueTask InitializeAsync() => await _store.OpenAsync();

    public ValueTask DisposeAsync() => _store.DisposeAsync();

    [Theory]
    [InlineData(1)]
    [InlineData(40)]
    [InlineData(2_000)]
    public async Task A_second_after_a_revoke_its_message_is_in_no_file(int repeats)
    {
        await AppendAsync("before");
        var secret = await AppendAsync(string.Concat(Enumerable.Repeat(Secret, repeats)));
        for (var i = 0; i < 50; i++) await AppendAsync($"after {i}");
        await RevokeAsync(secret);
        Assert.True(Holds(WalPath), "the log still has the page as it was");

        await WipeAsync();
        Assert.False(Holds(WalPath));
        Assert.False(Holds(_store.DatabasePath));
    }

    [Fact]
    public async Task Many_revokes_share_one_cut_of_the_log()
    {
        for (var i = 0; i < 20; i++) await RevokeAsync(await AppendAsync($"{Secret} {i}"));
        Assert.Equal(_clock.GetUtcNow() + SqliteWriter.WipeDelay, _clock.NextDue);
        await WipeAsync();
        Assert.False(Holds(WalPath) || Holds(_store.DatabasePath));
        Assert.Null(_clock.NextDue);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task What_SQLite_leaves_in_pages_that_it_split_a_vacuum_removes(int seed)
    {
        var random = new Random(seed);
        var messages = new List<LogAppend>();
        var appends = new List<Task>();
        for (var i = 0; i < 3_000; i++)
        {
            var message = Entry(LogEntryKind.Message, Guid.NewGuid(), random.Next(1, 40)) with { Body = Encoding.UTF8.GetBytes($"<{i}:{new string('x', random.Next(10) == 0 ? 9_000 : random.Next(600))}:{i}>") };
            messages.Add(message);
            appends.Add(_store.Log.AppendAsync(message));
        }

        await Task.WhenAll(appends).Soon();
        var taken = Enumerable.Range(0, messages.Count).Where(_ => random.Next(4) == 0).ToList();
        foreach (var i in taken) await RevokeAsync(messages[i]);
        await WipeAsync();
        await _store.CloseAsync();

        // A split copies rows to another page and does not clear where they were (docs/disk-format.md). Rare, and named there.
        TestContext.Current.TestOutputHelper?.WriteLine($"{LeftOf(taken)} of {taken.Count} left something behind");
        Assert.InRange(LeftOf(taken), 0, taken.Count / 50);
        using (var connection = SqliteConnections.OpenWriter(_store.DatabasePath))
        {
            using var command = connection.CreateCommand();
            command.CommandText = "VACUUM";
            command.ExecuteNonQuery();
        }

        Assert.Equal(0, LeftOf(taken));
    }

    private int LeftOf(List<int> taken)
    {
        var file = File.ReadAllBytes(_store.DatabasePath).AsSpan();
        var left = 0;
        foreach (var i in taken)
        {
            if (file.IndexOf(Encoding.UTF8.GetBytes($"<{i}:")) >= 0 || file.IndexOf(Encoding.UTF8.GetBytes($":{i}>")) >= 0) left++;
        }

        return left;
    }

    [Fact]
    public async Task Without_a_revoke_the_log_is_left_alone()
    {
        await AppendAsync(Secret);
        Assert.Null(_clock.NextDue);
    }

    [Fact]
    public async Task While_a_reader_needs_the_log_the_cut_is_tried_again()
    {
        var secret = await AppendAsync(Secret);
        using (var backup = SqliteConnections.OpenReader(_store.DatabasePath))
        {
            using var command = backup.CreateCommand();
            command.CommandText = "BEGIN; SELECT count(*) FROM log_entry";
            command.ExecuteScalar();
            await RevokeAsync(secret);
            await WipeAsync();
            Assert.True(Holds(WalPath));
            Assert.NotNull(_clock.NextDue);
            await AppendAsync("nobody waits for the reader");
        }

        await WipeAsync();
        Assert.False(Holds(WalPath) || Holds(_store.DatabasePath));
    }

    [Fact]
    public async Task A_start_after_a_crash_clears_what_the_crash_left()
    {
        await RevokeAsync(await AppendAsync(Secret));
        _store.Faults.ThrowAt(StorePoint.BeforeTransaction, 1, static () => new SimulatedCrashException());
        _ = _store.Ids.TakeBlockAsync("crash", 1);
        await _store.Ended.Soon();
        await _store.ReopenAsync();
        Assert.False(Holds(WalPath) || Holds(_store.DatabasePath));
    }

    // The order of writes is the order of the queue: when the second one is answered, the cut before it is over.
    private async Task WipeAsync()
    {
        _clock.Advance(SqliteWriter.WipeDelay);
        await _store.Ids.TakeBlockAsync("wipe", 1).Soon();
        await _store.Ids.TakeBlockAsync("wipe", 1).Soon();
    }

    private string WalPath => _store.DatabasePath + "-wal";

    private static bool Holds(string path)
    {
        if (!File.Exists(path)) return false;
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        var bytes = new byte[file.Length];
        file.ReadExactly(bytes);
        return bytes.AsSpan().IndexOf(Encoding.UTF8.GetBytes(Secret)) >= 0;
    }

    private async Task<LogAppend> AppendAsync(string text)
    {
        var append = Entry(LogEntryKind.Message, Guid.NewGuid()) with { Body = Encoding.UTF8.GetBytes(text) };
        Assert.Equal(AppendStatus.Appended, (await _store.Log.AppendAsync(append).Soon()).Status);
        return append;
    }

    private async Task RevokeAsync(LogAppend message)
    {
        var revoke = Entry(LogEntryKind.Revoke, message.MessageId, message.Log.Owner) with { Revokes = message.Sequence };
        Assert.Equal(AppendStatus.Appended, (await _store.Log.AppendAsync(revoke).Soon()).Status);
    }

    private LogAppend Entry(LogEntryKind kind, Guid messageId, long owner = 7)
    {
        var head = _heads[owner] = _heads.GetValueOrDefault(owner) + 1;
        return new()
        {
            Log = new LogId(LogKind.User, owner),
            Epoch = 1,
            ClaimsEpoch = head == 1,
            Sequence = head,
            Kind = kind,
            AcceptedAt = 1,
            Sender = 1,
            Receiver = owner,
            MessageId = messageId,
            Body = "revoke"u8.ToArray(),
        };
    }
}
