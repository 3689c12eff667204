using OrleansChat.Logs;

namespace OrleansChat.Messages;

/// <summary>Whether a message may be taken back (contract.md 6.9, (b) 35). Pure: no clock, no I/O.</summary>
/// <param name="Error">Why not.</param>
/// <param name="First">The revoke that stands already: its answer is given again.</param>
/// <param name="Revokes">The number of the message that loses its content.</param>
public readonly record struct RevokeDecision(ChatError Error, LogEntry? First, long? Revokes)
{
    /// <summary>How old a message may be, by the clock of its log's owner.</summary>
    public const long AgeMillisecondsMax = 300_000;

    /// <summary>Decides.</summary>
    /// <param name="found">The newest entry of the caller's own that concerns the message; null when there is none in this log.</param>
    /// <param name="now">Unix milliseconds by the owner's clock.</param>
    /// <remarks>What is foreign, unknown or in another conversation is not found, and refused like what is too old: the answer tells nothing.</remarks>
    public static RevokeDecision Decide(LogEntry? found, long now) => found switch
    {
        { Kind: LogEntryKind.Revoke } => new RevokeDecision(ChatError.None, found, Revokes: null),
        { Kind: LogEntryKind.Message } when now - found.AcceptedAt <= AgeMillisecondsMax => new RevokeDecision(ChatError.None, First: null, found.Sequence),
        _ => new RevokeDecision(ChatError.RevokeTooLate, First: null, Revokes: null),
    };
}
