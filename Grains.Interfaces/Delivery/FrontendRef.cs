using System.Collections.Immutable;
using Orleans;
using Orleans.Concurrency;

namespace OrleansChat.Delivery;

/// <summary>How to reach one frontend process: a few observers, never one per user.</summary>
[GenerateSerializer, Immutable, Alias("chat.frontend")]
public sealed record FrontendRef
{
    /// <summary>The process, named anew at each start.</summary>
    [Id(0)] public required Guid Id { get; init; }

    /// <summary>Takes hints; a log always goes to the same one (<see cref="ShardOf"/>), so that its hints keep their order.</summary>
    [Id(1)] public required ImmutableArray<IHintObserver> Hints { get; init; }

    /// <summary>Takes everything else.</summary>
    [Id(2)] public required IFrontendControl Control { get; init; }

    /// <summary>The observer that takes the hints of a log.</summary>
    public IHintObserver ShardOf(Logs.LogId log) => Hints[(int)((ulong)log.Value % (ulong)Hints.Length)];
}
