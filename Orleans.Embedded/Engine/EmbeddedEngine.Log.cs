using Microsoft.Extensions.Logging;
using Orleans.Runtime;

namespace Orleans.Embedded;

public sealed partial class EmbeddedEngine
{
    [LoggerMessage(EventId = 9001, Level = LogLevel.Error, Message = "Activation of {GrainId} failed; the waiting calls fail and the next call tries again")]
    internal partial void LogActivationFailed(Exception exception, GrainId grainId);

    [LoggerMessage(EventId = 9002, Level = LogLevel.Error, Message = "Deactivation of {GrainId} failed; the activation ends all the same")]
    internal partial void LogDeactivationFailed(Exception exception, GrainId grainId);

    [LoggerMessage(EventId = 9003, Level = LogLevel.Warning, Message = "A timer tick of {GrainId} failed; the timer goes on")]
    internal partial void LogTimerFailed(Exception exception, GrainId grainId);

    [LoggerMessage(EventId = 9004, Level = LogLevel.Warning, Message = "The one-way call {Call} failed; nobody is told")]
    internal partial void LogOneWayFailed(Exception exception, string call);

    [LoggerMessage(EventId = 9005, Level = LogLevel.Error, Message = "A callback of the cancellation token of {Call} failed")]
    internal partial void LogCancellationFailed(Exception exception, string call);

    [LoggerMessage(EventId = 9006, Level = LogLevel.Warning, Message = "{Count} activations did not end within StopTimeout and are dropped")]
    private partial void LogStoppedLate(int count);
}
