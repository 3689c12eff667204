using System.Diagnostics;
using OrleansChat.Logs;
using OrleansChat.Storage;
using OrleansChat.Tests.Storage.Sqlite;

namespace OrleansChat.Tests.Storage.Measuring;

/// <summary>Rows a second at a number of appends in flight, on this machine's disk. Not a test: a figure is no verdict.</summary>
internal static class AppendMeasurement
{
    private const int BodyBytes = 300;
    private const int LogsMax = 1_000;

    public static async Task<int> RunAsync(string[] arguments)
    {
        var seconds = arguments is [var text, ..] ? double.Parse(text) : 4;
        var directory = arguments is [_, var folder, ..] ? folder : Path.Combine(Path.GetTempPath(), $"store-measure-{Environment.ProcessId}");
        Console.WriteLine("in flight | client key |   rows/s | p50 ms | p99 ms | CPU µs/row");
        foreach (var withKey in new[] { false, true })
        {
            foreach (var inFlight in new[] { 1, 16, 256, 4_096 }) await MeasureAsync(directory, inFlight, withKey, TimeSpan.FromSeconds(seconds));
        }

        return 0;
    }

    private static async Task MeasureAsync(string directory, int inFlight, bool withKey, TimeSpan duration)
    {
        await using (var harness = new SqliteHarness(directory))
        {
            await harness.OpenAsync();
            var latencies = new List<double>[Math.Min(inFlight, LogsMax)];
            var cpu = Process.GetCurrentProcess().TotalProcessorTime;
            var started = Stopwatch.GetTimestamp();
            await Task.WhenAll(Enumerable.Range(0, latencies.Length).Select(index => Task.Run(async () =>
                latencies[index] = await AppendToAsync(harness.Log, index, inFlight / latencies.Length, withKey, started, duration))));

            var elapsed = Stopwatch.GetElapsedTime(started).TotalSeconds;
            var spent = Process.GetCurrentProcess().TotalProcessorTime - cpu;
            var all = latencies.SelectMany(static list => list).Order().ToList();
            Console.WriteLine(
                $"{inFlight,9} | {(withKey ? "yes" : "no"),10} | {all.Count / elapsed,8:n0} | {all[all.Count / 2],6:n2} | {all[(int)(all.Count * 0.99)],6:n2} | {spent.TotalMicroseconds / all.Count,10:n1}");
        }

        Directory.Delete(directory, recursive: true);
    }

    // One log's owner, with its share of the appends in flight.
    private static async Task<List<double>> AppendToAsync(
        IMessageLog store, int index, int depth, bool withKey, long started, TimeSpan duration)
    {
        var log = new LogId(LogKind.User, index + 1);
        var body = new byte[BodyBytes];
        var latencies = new List<double>();
        var waiting = new Queue<(Task<AppendResult> Answer, long At)>();
        for (long sequence = 1; Stopwatch.GetElapsedTime(started) < duration || waiting.Count > 0;)
        {
            while (waiting.Count < depth && Stopwatch.GetElapsedTime(started) < duration)
            {
                waiting.Enqueue((store.AppendAsync(Entry(log, sequence, body, withKey)), Stopwatch.GetTimestamp()));
                sequence++;
            }

            if (!waiting.TryDequeue(out var oldest)) break;
            if ((await oldest.Answer).Status != AppendStatus.Appended) throw new InvalidOperationException("An append was refused.");
            latencies.Add(Stopwatch.GetElapsedTime(oldest.At).TotalMilliseconds);
        }

        return latencies;
    }

    private static LogAppend Entry(LogId log, long sequence, byte[] body, bool withKey) => new()
    {
        Log = log,
        Epoch = 1,
        ClaimsEpoch = sequence == 1,
        Sequence = sequence,
        Kind = LogEntryKind.Message,
        AcceptedAt = sequence,
        Sender = 1 + (sequence % 7),
        Receiver = log.Owner,
        MessageId = Guid.NewGuid(),
        ClientKey = withKey ? Guid.NewGuid().ToString("n") : null,
        Body = body,
    };
}
