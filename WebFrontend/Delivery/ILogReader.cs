using OrleansChat.Logs;

namespace OrleansChat.Delivery;

/// <summary>Reads logs through their owners' grains. A test brings its own.</summary>
internal interface ILogReader
{
    /// <summary>A run of entries after a sequence, within the bounds of <see cref="DeliveryOptions"/>.</summary>
    Task<LogPage> ReadAsync(LogId log, long afterSequence);
}
