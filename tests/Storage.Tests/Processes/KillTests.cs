using OrleansChat.Logs;
using OrleansChat.Storage;
using OrleansChat.Tests.Storage.Checking;
using OrleansChat.Tests.Storage.Conformance;
using OrleansChat.Tests.Storage.Sqlite;

namespace OrleansChat.Tests.Storage.Processes;

/// <summary>Real processes, killed without warning in the middle of their appends.</summary>
public sealed class KillTests : IDisposable
{
    private const int Rounds = 6;
    private const int IdsPerRound = 1_000_000;

    private readonly string _directory = Path.Combine(Path.GetTempPath(), $"store-tests-{Guid.NewGuid():n}");

    public void Dispose()
    {
        if (Directory.Exists(_directory)) Directory.Delete(_directory, recursive: true);
    }

    [Fact]
    public async Task What_a_killed_process_had_answered_is_stored()
    {
        var seed = Environment.TickCount;
        var random = new Random(seed);
        var history = new LogHistory();
        for (var round = 0; round < Rounds; round++)
        {
            await KillOneAsync(history, round * IdsPerRound, seed + round, answersBeforeKill: random.Next(1, 3_000));
            await CheckAsync(history, seed, round);
        }

        Assert.True(history.Submissions.Count(static s => s.Answer is not null) > Rounds, "hardly anything was answered");
    }

    [Fact]
    public async Task A_folder_belongs_to_one_process_until_that_is_gone()
    {
        await using var first = ChildProcess.Start("child-hold", _directory);
        Assert.Equal(HoldingChild.Open, await first.ReadLineAsync().Soon());

        await using var second = ChildProcess.Start("child-hold", _directory);
        var refusal = await second.ReadLineAsync().Soon();
        Assert.StartsWith(HoldingChild.InUse, refusal);
        Assert.Contains(_directory, refusal);
        Assert.Contains("Chat:DataDirectory", refusal);

        first.Kill();
        await first.ReadToEndAsync().Soon();
        await using var third = ChildProcess.Start("child-hold", _directory);
        Assert.Equal(HoldingChild.Open, await third.ReadLineAsync().Soon());
    }

    private async Task KillOneAsync(LogHistory history, int firstId, int seed, int answersBeforeKill)
    {
        await using var child = ChildProcess.Start("child-append", _directory, $"{firstId}", $"{seed}");
        var lines = new List<string>();
        while (answersBeforeKill > 0)
        {
            var line = await child.ReadLineAsync().Soon();
            Assert.NotNull(line);
            lines.Add(line);
            if (line.StartsWith(AppendingChild.Answered, StringComparison.Ordinal)) answersBeforeKill--;
        }

        child.Kill();
        lines.AddRange(await child.ReadToEndAsync().Soon());
        Note(history, lines);
    }

    private static void Note(LogHistory history, List<string> lines)
    {
        var submissions = new Dictionary<int, Submission>();
        foreach (var line in lines.Where(static line => line.StartsWith(AppendingChild.Submitted, StringComparison.Ordinal)))
        {
            var submission = Submission.FromLine(line[AppendingChild.Submitted.Length..]);
            submissions.Add(submission.Id, submission);
            history.Add(submission);
        }

        foreach (var line in lines.Where(static line => line.StartsWith(AppendingChild.Answered, StringComparison.Ordinal)))
        {
            var parts = line[AppendingChild.Answered.Length..].Split(' ');
            var status = (AppendStatus)int.Parse(parts[1]);
            var submission = submissions[int.Parse(parts[0])];
            submission.Answer = new AppendResult(status, status == AppendStatus.Repeated ? Placeholder(long.Parse(parts[2])) : null);
        }
    }

    // The child says only where the first entry stands; what it holds is filled in from the store before the check.
    private static LogEntry Placeholder(long sequence) => new() { Sequence = sequence, Kind = LogEntryKind.Message, AcceptedAt = 0, Body = [] };

    private async Task CheckAsync(LogHistory history, int seed, int round)
    {
        await using var harness = new SqliteHarness(_directory);
        await harness.OpenAsync();
        var stored = new List<StoredLog>();
        foreach (var log in LogWorkload.AllLogs) stored.Add(await StoredLog.ReadAsync(harness.Log, log));
        FillFirstEntries(history, stored);
        var violations = LogHistoryChecker.Check(history, stored);
        Assert.True(violations.Count == 0, $"seed {seed}, round {round}:\n{string.Join('\n', violations.Take(10))}");
    }

    private static void FillFirstEntries(LogHistory history, List<StoredLog> stored)
    {
        foreach (var submission in history.Submissions.Where(static s => s.Answer?.First is not null))
        {
            var log = stored.Single(log => log.Log == submission.Log);
            var sequence = submission.Answer!.Value.First!.Sequence;
            if (sequence <= log.Entries.Count) submission.Answer = new AppendResult(AppendStatus.Repeated, log.Entries[(int)sequence - 1]);
        }
    }
}
