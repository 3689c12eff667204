namespace OrleansChat.Delivery;

/// <summary>This frontend's ear for hints.</summary>
/// <param name="feeds">Who wants them.</param>
/// <param name="lossFraction">See <see cref="FaultOptions.HintLossFraction"/>.</param>
internal sealed class HintReceiver(LogFeeds feeds, double lossFraction) : IHintObserver
{
    /// <inheritdoc/>
    public Task TakeAsync(HintBatch batch)
    {
        foreach (var hint in batch.Hints)
        {
            if (lossFraction > 0 && Random.Shared.NextDouble() < lossFraction) continue;

            // A hint for a log that nobody here wants any more: its last session left while the hint was on its way.
            feeds.Find(hint.Log)?.Take(hint);
        }

        return Task.CompletedTask;
    }
}
