using OrleansChat.Users;

namespace OrleansChat.Sessions;

/// <summary>What sessions write to the log: ids, never texts.</summary>
internal sealed partial class SessionLog(ILogger<SessionLog> logger)
{
    [LoggerMessage(EventId = 4001, Level = LogLevel.Warning, Message = "Session {Session} of user {User} could not be opened; its connection ends and the client comes back")]
    public partial void OpenFailed(Exception exception, Guid session, UserId user);

    [LoggerMessage(EventId = 4002, Level = LogLevel.Warning, Message = "Session {Session} of user {User} could not ask for its feed; it asks again")]
    public partial void ClaimFailed(Exception exception, Guid session, UserId user);

    [LoggerMessage(EventId = 4003, Level = LogLevel.Warning, Message = "A receipt of session {Session} of user {User} could not be told; it is told again")]
    public partial void ConfirmFailed(Exception exception, Guid session, UserId user);

    [LoggerMessage(EventId = 4004, Level = LogLevel.Warning, Message = "The end of session {Session} of user {User} could not be told; what it confirmed last may be sent again")]
    public partial void CloseFailed(Exception exception, Guid session, UserId user);

    [LoggerMessage(EventId = 4005, Level = LogLevel.Warning, Message = "Session {Session} of user {User} has let go but could not tell; its connection will be ended")]
    public partial void ReleaseFailed(Exception exception, Guid session, UserId user);

    [LoggerMessage(EventId = 4006, Level = LogLevel.Warning, Message = "Session {Session} of user {User} could not read its log; the next signal tries again")]
    public partial void PumpFailed(Exception exception, Guid session, UserId user);
}
