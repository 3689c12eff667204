using OrleansChat.Delivery;

namespace OrleansChat.Tests.Delivery;

/// <summary>An observer whose answers the test gives.</summary>
internal sealed class SlowObserver : IHintObserver
{
    private readonly Queue<(HintBatch Batch, TaskCompletionSource Answer)> _waiting = new();

    /// <summary>Whether it answers at once.</summary>
    public bool IsFast { get; set; }

    public List<Hint> Taken { get; } = [];

    public List<int> Batches { get; } = [];

    public int AtOnceMax { get; private set; }

    public bool IsTaking => _waiting.Count > 0;

    public Task TakeAsync(HintBatch batch)
    {
        var answer = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _waiting.Enqueue((batch, answer));
        AtOnceMax = Math.Max(AtOnceMax, _waiting.Count);
        if (IsFast) Take();
        return answer.Task;
    }

    public void Fail() => _waiting.Dequeue().Answer.SetException(new InvalidOperationException("The frontend is gone."));

    /// <summary>Answers batches until so many hints more have arrived.</summary>
    public async Task TakeAllAsync(Simulation simulation, int hints)
    {
        for (var end = Taken.Count + hints; Taken.Count < end;)
        {
            await simulation.UntilAsync(() => IsTaking, $"hint {Taken.Count + 1} of {end}");
            Take();
        }

        await simulation.SettleAsync();
    }

    /// <summary>Answers the batch that is under way, once everything that is ready has run.</summary>
    /// <returns>False when there is none.</returns>
    public async Task<bool> TakeOneAsync(Simulation simulation)
    {
        await simulation.SettleAsync();
        if (!IsTaking) return false;
        Take();
        await simulation.SettleAsync();
        return true;
    }

    private void Take()
    {
        var (batch, answer) = _waiting.Dequeue();
        Taken.AddRange(batch.Hints);
        Batches.Add(batch.Hints.Length);
        answer.SetResult();
    }
}
