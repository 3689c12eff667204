namespace OrleansChat.Storage;

/// <summary>What became of an append whose outcome is known.</summary>
public enum AppendStatus
{
    /// <summary>Durable under the asked number.</summary>
    Appended = 1,

    /// <summary>The client key stands already; the number holds a void row.</summary>
    Repeated = 2,

    /// <summary>Another activation owns the log, or the number does not follow its head; nothing was written.</summary>
    Fenced = 3,
}
