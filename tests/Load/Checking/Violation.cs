namespace OrleansChat.Load.Checking;

/// <summary>Which promise was broken.</summary>
internal enum ViolationKind
{
    /// <summary>Answered ok, and an app of the receiver never got it.</summary>
    Loss = 1,

    /// <summary>Two views of one log differ in order, or a message stands before one that was answered before it was sent.</summary>
    Order = 2,

    /// <summary>The same message twice on one socket, or again on another socket although the receipt counts.</summary>
    Duplicate = 3,

    /// <summary>One client key led to two message ids, or one id to two messages.</summary>
    Identity = 4,

    /// <summary>Text, sender or receiver differ from what was sent, or nobody sent it.</summary>
    Corruption = 5,

    /// <summary>Every attempt was refused, and still it was delivered.</summary>
    Refused = 6,

    /// <summary>The server sent a close frame, which logs a user out.</summary>
    CloseFrame = 7,

    /// <summary>An armed connection got an answered message later than the bound, or not while it was up.</summary>
    Late = 8,
}

/// <summary>One broken promise, in words that name the message, the app and the times.</summary>
internal sealed record Violation(ViolationKind Kind, TimeSpan At, string Text);
