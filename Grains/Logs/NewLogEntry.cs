namespace OrleansChat.Logs;

/// <summary>What an owner wants appended; the place is the log writer's matter.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="AcceptedAt">When it was accepted: Unix milliseconds by the owner's clock.</param>
/// <param name="Sender">The sender's uid; 0 for the system.</param>
/// <param name="Receiver">The receiver's uid, or the group's id.</param>
/// <param name="MessageId">The message's id as clients see it.</param>
/// <param name="ClientKey">The client's idempotency key, or null.</param>
/// <param name="Body">The message object as UTF-8 JSON.</param>
/// <param name="Revokes">The number of the message that it takes back; for a revoke only.</param>
public sealed record NewLogEntry(
    LogEntryKind Kind, long AcceptedAt, long Sender, long Receiver, Guid MessageId, string? ClientKey, byte[] Body, long? Revokes = null);
