using OrleansChat.Storage;
using OrleansChat.Tests.Storage.Checking;
using OrleansChat.Tests.Storage.Sqlite;

namespace OrleansChat.Tests.Storage.Processes;

/// <summary>A process that appends until it is killed: says what it submits before it does, and what it was answered.</summary>
internal static class AppendingChild
{
    public const string Submitted = "S ";
    public const string Answered = "A ";

    private static readonly Lock Gate = new();

    public static async Task<int> RunAsync(string directory, int firstId, int seed)
    {
        await using var harness = new SqliteHarness(directory);
        await harness.OpenAsync();
        var history = new LogHistory(firstId);
        var log = new ReportingLog(harness.Log);
        await new LogWorkload(log, history, seed) { Submitting = static submission => Say(Submitted + submission.ToLine()) }
            .RunAsync(int.MaxValue, harness.Ended);
        return 0;
    }

    /// <summary>One line on the pipe; what is in the pipe survives the process.</summary>
    public static void Say(string line)
    {
        lock (Gate)
        {
            Console.Out.Write(line + "\n");
            Console.Out.Flush();
        }
    }
}
