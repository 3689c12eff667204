namespace OrleansChat.Logs;

/// <summary>Who owns a log. The numbers are on disk and on the wire between silos: never reuse one.</summary>
public enum LogKind
{
    /// <summary>A user's inbox: single messages, notices, revokes; owned by the user's grain.</summary>
    User = 0,

    /// <summary>A group's messages, revokes and its own events; owned by the group's grain.</summary>
    Group = 1,
}
