namespace OrleansChat.Logs;

/// <summary>A place that a log's owner handed out: it is filled by one append and by nothing else.</summary>
/// <param name="Epoch">The owner's epoch.</param>
/// <param name="ClaimsEpoch">Whether this append claims it.</param>
/// <param name="Sequence">The number.</param>
public readonly record struct LogPlace(long Epoch, bool ClaimsEpoch, long Sequence);
