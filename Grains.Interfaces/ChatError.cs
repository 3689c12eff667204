namespace OrleansChat;

/// <summary>
/// Every refusal that a correct client can meet. The numbers are on the wire between silos: never reuse one;
/// a reader that does not know a number treats it as a terminal failure. Terminal unless marked retryable.
/// </summary>
public enum ChatError
{
    /// <summary>No error.</summary>
    None = 0,

    /// <summary>The username is taken (contract.md 6.1).</summary>
    UsernameTaken = 1001,

    /// <summary>No account of that name or number, or it is disabled (contract.md 6.1).</summary>
    AccountMissingOrDisabled = 1002,

    /// <summary>The receiver of a single message does not exist or is disabled (contract.md 6.6).</summary>
    ReceiverMissingOrDisabled = 1003,

    /// <summary>The client key stands already for a message with other content.</summary>
    ClientKeyReused = 1004,

    /// <summary>The owner has as many appends in flight as it takes. Retryable: nothing was written.</summary>
    Busy = 1005,
}
