using System.Diagnostics;
using OrleansChat.Logs;
using OrleansChat.Storage;
using OrleansChat.Tests.Storage.Sqlite;

namespace OrleansChat.Tests.Storage.Measuring;

/// <summary>Rows a second at a number of appends in flight, on this machine's disk. Not a test: a figure is no verdict.
/// <c>measure [seconds [logs [directory]]]</c>; by default each log gets one append at a time, with <c>logs</c> they are spread over so many.</summary>
internal static class AppendMeasurement
{
    private const int BodyBytes = 300;
    private const int WorkersMax = 1_024;

    public static async Task<int> RunAsync(string[] arguments)
    {
        var duration = TimeSpan.FromSeconds(arguments is [var seconds, ..] ? double.Parse(seconds) : 4);
        var logs = arguments is [_, var count, ..] ? int.Parse(count) : 0;
        var directory = arguments is [_, _, var folder, ..] ? folder : Path.Combine(Path.GetTempPath(), $"store-measure-{Environment.ProcessId}");
        Console.WriteLine("in flight |   logs | client key |   rows/s | p50 ms | p99 ms | CPU us/row | MB on disk");
        foreach (var withKey in new[] { false, true })
        {
            foreach (var inFlight in new[] { 1, 16, 256, 4_096 }) await MeasureAsync(directory, inFlight, logs, withKey, duration);
        }

        return 0;
    }

    private static async Task MeasureAsync(string directory, int inFlight, int logs, bool withKey, TimeSpan duration)
    {
        await using (var harness = new SqliteHarness(directory))
        {
            await harness.OpenAsync();
            var workers = Math.Min(inFlight, WorkersMax);
            var writers = Enumerable.Range(0, workers).Select(index => new MeasuredAppends(
                harness.Log, firstLog: index + 1, step: workers, logs: Math.Max(1, logs / workers), depth: inFlight / workers, withKey, BodyBytes)).ToList();
            using var process = Process.GetCurrentProcess();
            var cpu = process.TotalProcessorTime;
            var started = Stopwatch.GetTimestamp();
            await Task.WhenAll(writers.Select(writer => Task.Run(() => writer.RunAsync(started, duration))));

            var elapsed = Stopwatch.GetElapsedTime(started).TotalSeconds;
            process.Refresh();
            var spent = process.TotalProcessorTime - cpu;
            var all = writers.SelectMany(static writer => writer.Milliseconds).Order().ToList();
            var bytes = new DirectoryInfo(directory).EnumerateFiles().Sum(static file => file.Length);
            Console.WriteLine(
                $"{inFlight,9} | {Math.Max(workers, logs),6} | {(withKey ? "yes" : "no"),10} | {all.Count / elapsed,8:n0} | {all[all.Count / 2],6:n2} | " +
                $"{all[(int)(all.Count * 0.99)],6:n2} | {spent.TotalMicroseconds / all.Count,10:n1} | {bytes >> 20}");
        }

        Directory.Delete(directory, recursive: true);
    }
}
