namespace OrleansChat.Http;

internal sealed partial class EnvelopeMiddleware
{
    [LoggerMessage(EventId = 6001, Level = LogLevel.Error, Message = "Request {TraceId} on {Route} failed")]
    private partial void LogFailed(Exception exception, string route, string traceId);

    [LoggerMessage(EventId = 6002, Level = LogLevel.Warning, Message = "Request {TraceId} on {Route} was answered busy: {Reason}")]
    private partial void LogUnavailable(string route, string traceId, string reason);
}
