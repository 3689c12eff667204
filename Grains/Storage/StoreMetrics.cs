using System.Diagnostics.Metrics;

namespace OrleansChat.Storage;

/// <summary>What a store's writer tells about itself. Methods are named as events; instruments stay inside.</summary>
public sealed class StoreMetrics : IDisposable
{
    /// <summary>The meter's name.</summary>
    public const string MeterName = "OrleansChat.Store";

    private readonly Meter _meter;
    private readonly Histogram<int> _batchItems;
    private readonly Histogram<double> _commitSeconds;
    private readonly Counter<long> _refused;
    private readonly Counter<long> _failed;
    private Func<int> _queueDepth = static () => 0;

    /// <summary>Makes the instruments.</summary>
    public StoreMetrics(IMeterFactory factory)
    {
        _meter = factory.Create(MeterName);
        _batchItems = _meter.CreateHistogram<int>("chat.store.batch.items", "{item}", "Items that one transaction made durable.");
        _commitSeconds = _meter.CreateHistogram<double>("chat.store.commit.duration", "s", "From taking a batch to its durability.");
        _refused = _meter.CreateCounter<long>("chat.store.refused", "{item}", "Items refused because the writer's queue was full.");
        _failed = _meter.CreateCounter<long>("chat.store.failed", "{item}", "Items whose outcome is unknown because their transaction failed.");
        _meter.CreateObservableGauge("chat.store.queue.depth", () => _queueDepth(), "{item}", "Items waiting for the writer.");
    }

    /// <inheritdoc/>
    public void Dispose() => _meter.Dispose();

    internal void QueueOpened(Func<int> depth) => _queueDepth = depth;

    internal void BatchCommitted(int items, TimeSpan elapsed)
    {
        _batchItems.Record(items);
        _commitSeconds.Record(elapsed.TotalSeconds);
    }

    internal void BatchFailed(int items) => _failed.Add(items);

    internal void ItemRefused() => _refused.Add(1);
}
