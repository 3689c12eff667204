namespace OrleansChat.Logs;

/// <summary>What a row of a log is. The numbers are on disk: never reuse one.</summary>
public enum LogEntryKind
{
    /// <summary>A number that was handed out and whose entry turned out to be a repeat, or a message that was taken back: it fills the
    /// place and shows nothing.</summary>
    Void = 0,

    /// <summary>A message or notice that a client shows.</summary>
    Message = 1,

    /// <summary>Takes an earlier message of the same log back, which is a <see cref="Void"/> row from then on.</summary>
    Revoke = 2,
}
