using OrleansChat.Logs;
using OrleansChat.Storage;

namespace OrleansChat.Tests.Storage.Checking;

/// <summary>Random appends over a few logs: repeats of client keys, activations that take a log from one another, numbers that do not follow.</summary>
internal sealed class LogWorkload(IMessageLog store, LogHistory history, int seed)
{
    private const int Logs = 4;
    private const int InFlightMax = 64;

    private readonly Random _random = new(seed);
    private readonly Dictionary<LogId, LogOwner> _owners = [];
    private readonly Queue<Task> _inFlight = new();

    /// <summary>The logs that any workload writes to.</summary>
    public static IReadOnlyList<LogId> AllLogs { get; } = [.. Enumerable.Range(1, Logs).Select(static n => new LogId((LogKind)(n & 1), n))];

    /// <summary>Called before a submission is handed to the store.</summary>
    public Action<Submission>? Submitting { get; init; }

    /// <summary>Runs until done, or until the store has ended: it gives no answers then.</summary>
    public async Task RunAsync(int operations, Task storeEnded)
    {
        for (var operation = 0; operation < operations && !storeEnded.IsCompleted; operation++)
        {
            _inFlight.Enqueue(await StepAsync());
            while (_inFlight.Count >= InFlightMax && !storeEnded.IsCompleted) await Task.WhenAny(_inFlight.Dequeue(), storeEnded);
        }

        await Task.WhenAny(Task.WhenAll(_inFlight), storeEnded);
    }

    private async Task<Task> StepAsync()
    {
        var log = AllLogs[_random.Next(Logs)];
        var sender = _random.Next(1, 4);
        var choice = _random.Next(100);

        // A second activation that does not know of the first one: the first is fenced from its next append on.
        if (!_owners.TryGetValue(log, out var owner) || owner.Ended || choice < 3)
            _owners[log] = owner = await LogOwner.ActivateAsync(store, history, log, Submitting);

        if (choice is >= 3 and < 6) return owner.AppendWithGapAsync(sender);
        var key = _random.Next(2) == 0 ? $"key{_random.Next(40)}" : null;
        return owner.AppendAsync(sender, key);
    }
}
