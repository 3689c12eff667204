using Orleans;
using Orleans.Concurrency;
using OrleansChat.Logs;

namespace OrleansChat.Delivery;

/// <summary>Tells that a log has a new entry.</summary>
/// <param name="Log">The log.</param>
/// <param name="Head">The entry's sequence.</param>
/// <param name="Entry">The entry itself; null when the frontend has too many hints outstanding and must read it.</param>
[GenerateSerializer, Immutable, Alias("chat.hint")]
public sealed record Hint([property: Id(0)] LogId Log, [property: Id(1)] long Head, [property: Id(2)] LogEntry? Entry);
