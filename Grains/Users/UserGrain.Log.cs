using Microsoft.Extensions.Logging;

namespace OrleansChat.Users;

public sealed partial class UserGrain
{
    [LoggerMessage(EventId = 1001, Level = LogLevel.Error, Message = "An append to the inbox of user {User} has no known outcome; the activation ends and the next one reads the log anew")]
    private partial void LogActivationEnds(Exception? exception, UserId user);

    [LoggerMessage(EventId = 1002, Level = LogLevel.Warning, Message = "The frontends could not be asked for sockets of user {User}")]
    private partial void LogCensusFailed(Exception exception, UserId user);

    [LoggerMessage(EventId = 1003, Level = LogLevel.Warning, Message = "Frontend {Frontend} did not say which sockets of user {User} it holds")]
    private partial void LogFrontendSilent(Exception exception, Guid frontend, UserId user);
}
