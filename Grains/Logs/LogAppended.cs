namespace OrleansChat.Logs;

/// <summary>An entry that is durable.</summary>
/// <param name="Entry">The entry: the one asked for, or the first one under the same client key.</param>
/// <param name="Filler">The number that a void row took because the entry stood already; null when the entry is new.</param>
public readonly record struct LogAppended(LogEntry Entry, long? Filler);
