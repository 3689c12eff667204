namespace OrleansChat.Logs;

/// <summary>What a row of a log is. The numbers are on disk: never reuse one.</summary>
public enum LogEntryKind
{
    /// <summary>A number that was handed out and whose entry turned out to be a repeat: it fills the place and shows nothing.</summary>
    Void = 0,

    /// <summary>A message or notice that a client shows.</summary>
    Message = 1,

    /// <summary>Takes an earlier message back.</summary>
    Revoke = 2,
}
