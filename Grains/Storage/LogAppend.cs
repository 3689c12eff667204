using OrleansChat.Logs;

namespace OrleansChat.Storage;

/// <summary>One entry that its log's owner wants durable.</summary>
public sealed record LogAppend
{
    /// <summary>The log.</summary>
    public required LogId Log { get; init; }

    /// <summary>The owner's epoch. It is claimed by the first append that carries it: that one commits only when the stored
    /// epoch is exactly one less, all others only when it is equal.</summary>
    public required long Epoch { get; init; }

    /// <summary>Whether this append claims <see cref="Epoch"/>.</summary>
    public required bool ClaimsEpoch { get; init; }

    /// <summary>The number that the owner gave it; commits only as head + 1.</summary>
    public required long Sequence { get; init; }

    /// <summary>What the entry is; never <see cref="LogEntryKind.Void"/>, which only the store writes.</summary>
    public required LogEntryKind Kind { get; init; }

    /// <summary>When it was accepted: Unix milliseconds by the owner's clock.</summary>
    public required long AcceptedAt { get; init; }

    /// <summary>The sender's uid; 0 for the system.</summary>
    public required long Sender { get; init; }

    /// <summary>The receiver's uid, or the group's id: with <see cref="Sender"/> it makes the pair that history is read by.</summary>
    public required long Receiver { get; init; }

    /// <summary>The message's id as clients see it.</summary>
    public required Guid MessageId { get; init; }

    /// <summary>The client's idempotency key (1 to 64 characters), unique per (log, sender); null when the client gave none.</summary>
    public string? ClientKey { get; init; }

    /// <summary>The message object as UTF-8 JSON.</summary>
    public required byte[] Body { get; init; }

    /// <summary>The number of the message that this entry takes back; set exactly when <see cref="Kind"/> is <see cref="LogEntryKind.Revoke"/>.
    /// In the same transaction that row loses its content and becomes <see cref="LogEntryKind.Void"/>. Its client key stays, so that a late
    /// retry does not bring the message again.</summary>
    public long? Revokes { get; init; }
}
