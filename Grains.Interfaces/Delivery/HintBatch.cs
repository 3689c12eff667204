using System.Collections.Immutable;
using Orleans;
using Orleans.Concurrency;

namespace OrleansChat.Delivery;

/// <summary>Hints on their way to one frontend.</summary>
/// <param name="Hints">In the order in which they became durable, per log.</param>
[GenerateSerializer, Immutable, Alias("chat.hint-batch")]
public sealed record HintBatch([property: Id(0)] ImmutableArray<Hint> Hints);
