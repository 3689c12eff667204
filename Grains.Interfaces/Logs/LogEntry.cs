using Orleans;
using Orleans.Concurrency;

namespace OrleansChat.Logs;

/// <summary>One durable row of a log, as a reader gets it.</summary>
[GenerateSerializer, Immutable, Alias("chat.log-entry")]
public sealed record LogEntry
{
    /// <summary>Its place in the log, from 1, without gap.</summary>
    [Id(0)] public required long Sequence { get; init; }

    /// <summary>What it is; a reader passes over <see cref="LogEntryKind.Void"/>.</summary>
    [Id(1)] public required LogEntryKind Kind { get; init; }

    /// <summary>When the owner accepted it: Unix milliseconds by the owner's clock.</summary>
    [Id(2)] public required long AcceptedAt { get; init; }

    /// <summary>The message object of contract.md 4.2 as UTF-8 JSON; empty for a void row. Never changed after creation.</summary>
    [Id(3)] public required byte[] Body { get; init; }

    /// <summary>The message's id as clients see it; for a revoke the id of the message that it takes back. It names what a reader must not
    /// show any more, also to one that the hint of the revoke never reached. Empty when the entry's maker does not know it.</summary>
    [Id(4)] public Guid MessageId { get; init; }
}
