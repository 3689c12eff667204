namespace OrleansChat.Storage;

/// <summary>Where a log ends.</summary>
/// <param name="Epoch">The epoch of the activation that owns it; 0 when none ever did.</param>
/// <param name="Head">The highest durable sequence; 0 when empty.</param>
public readonly record struct LogTail(long Epoch, long Head);
