using System.Collections.Immutable;
using Orleans;
using Orleans.Concurrency;

namespace OrleansChat.Logs;

/// <summary>A run of consecutive entries of one log.</summary>
[GenerateSerializer, Immutable, Alias("chat.log-page")]
public sealed record LogPage
{
    /// <summary>The entries in order; void rows included, so that a cursor can pass them.</summary>
    [Id(0)] public required ImmutableArray<LogEntry> Entries { get; init; }

    /// <summary>The highest sequence that was durable when the page was read.</summary>
    [Id(1)] public required long Head { get; init; }
}
