using System.Collections.Concurrent;

namespace OrleansChat.Tests.Engine;

// Threads: any.

/// <summary>Where grains leave word for tests and wait for them; one instance is shared by all silos and the test.</summary>
public sealed class Probe
{
    private static readonly TimeSpan s_deadline = TimeSpan.FromSeconds(40);

    private readonly ConcurrentDictionary<string, TaskCompletionSource> _signals = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, ConcurrentQueue<string>> _logs = new(StringComparer.Ordinal);

    /// <summary>Lets everybody through who waits for this name, now or later.</summary>
    public void Open(string name) => Signal(name).TrySetResult();

    public bool IsOpen(string name) => Signal(name).Task.IsCompleted;

    public Task WaitAsync(string name) => Signal(name).Task.WaitAsync(s_deadline);

    public void Note(string log, string entry) => Log(log).Enqueue(entry);

    public IReadOnlyList<string> Read(string log) => [.. Log(log)];

    /// <summary>Waits until a log has so many entries.</summary>
    public async Task<IReadOnlyList<string>> ReadAsync(string log, int count)
    {
        var end = TimeProvider.System.GetTimestamp();
        while (Log(log).Count < count)
        {
            if (TimeProvider.System.GetElapsedTime(end) > s_deadline) throw new TimeoutException($"Log {log} has {Log(log).Count} of {count} entries: {string.Join(", ", Log(log))}.");
            await Task.Delay(5);
        }

        return Read(log);
    }

    private TaskCompletionSource Signal(string name) => _signals.GetOrAdd(name, static _ => new(TaskCreationOptions.RunContinuationsAsynchronously));

    private ConcurrentQueue<string> Log(string log) => _logs.GetOrAdd(log, static _ => new());
}
