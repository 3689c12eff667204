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

    /// <summary>The nickname is too long (contract.md 6.4).</summary>
    NicknameTooLong = 1006,

    /// <summary>The picture's URL is too long (contract.md 6.4).</summary>
    AvatarTooLong = 1007,

    /// <summary>The value is neither 0 nor 1 (contract.md 6.4).</summary>
    InviteConfirmInvalid = 1008,

    /// <summary>The account whose profile should change is gone or disabled (contract.md 6.4).</summary>
    ProfileMissing = 1009,

    /// <summary>The account whose password should change is gone or disabled (contract.md 6.4).</summary>
    PasswordOwnerMissing = 1010,

    /// <summary>The old password does not fit any more (contract.md 6.4).</summary>
    OldPasswordWrong = 1011,

    /// <summary>The device has used up its visitor calls (contract.md 6.3). Retryable, within an hour.</summary>
    TooManyVisits = 1012,

    /// <summary>There is no message of the caller's under this id that is at most five minutes old (contract.md 6.9, (b) 35).</summary>
    RevokeTooLate = 1013,

    /// <summary>The client key stands for a message that was taken back: a retry must not bring it again.</summary>
    MessageRevoked = 1014,
}
