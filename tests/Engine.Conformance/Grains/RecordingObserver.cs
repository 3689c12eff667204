using System.Collections.Concurrent;

namespace OrleansChat.Tests.Engine;

public sealed class RecordingObserver : ITestObserver
{
    private readonly ConcurrentQueue<int> _seen = new();
    private int _inside;

    public IReadOnlyList<int> Seen => [.. _seen];

    /// <summary>Whether two calls were ever inside at once.</summary>
    public bool Overlapped { get; private set; }

    public async Task WaitForAsync(int count)
    {
        for (var tries = 0; _seen.Count < count; tries++)
        {
            if (tries > 8000) throw new TimeoutException($"{_seen.Count} of {count} calls arrived.");
            await Task.Delay(5);
        }
    }

    public async Task SeeAsync(int number)
    {
        if (Interlocked.Increment(ref _inside) > 1) Overlapped = true;
        _seen.Enqueue(number);
        await Task.Yield();
        Interlocked.Decrement(ref _inside);
    }

    public async Task<int> AskAsync(int number)
    {
        await SeeAsync(number);
        return number;
    }

    public ValueTask FailAsync(string message) => throw new InvalidOperationException(message);
}
