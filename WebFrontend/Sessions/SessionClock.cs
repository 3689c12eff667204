using System.Collections.Concurrent;
using Microsoft.Extensions.Options;
using OrleansChat.Delivery;
using OrleansChat.Users;

namespace OrleansChat.Sessions;

/// <summary>The one timer of all sessions: arms the young ones, ticks them all once a second, compares heads.</summary>
internal sealed partial class SessionClock(
    SessionHub hub,
    HeadsPoller heads,
    IOptions<ChatSessionOptions> options,
    TimeProvider clock,
    ILogger<SessionClock> logger) : BackgroundService
{
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(250);
    private const int StepsPerSecond = 4;

    // All wait equally long, so they fall due in the order in which they came. By name, so that a session that has closed is not kept;
    // its name leaves when due.
    private readonly ConcurrentQueue<(UserId User, Guid Session, long OpenedAt)> _young = new();
    private readonly TimeSpan _armAfter = TimeSpan.FromMilliseconds(options.Value.ArmMilliseconds);

    /// <summary>A session has begun: it is armed after a while even if its app never asks (design.md 3.6).</summary>
    public void Watch(ChatSession session) => _young.Enqueue((session.Identity.User, session.Identity.Id, session.OpenedAt));

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Step, clock);
        var polling = Task.CompletedTask;
        try
        {
            for (var step = 0; await timer.WaitForNextTickAsync(stoppingToken); step++)
            {
                ArmDue();
                if (step % StepsPerSecond != 0) continue;
                hub.Tick();

                // A slow store must not hold up the sessions' own clock; one round at a time.
                if (polling.IsCompleted) polling = heads.PollAsync();
            }
        }
        catch (OperationCanceledException)
        {
            LogStopped();
        }
    }

    private void ArmDue()
    {
        while (_young.TryPeek(out var young) && clock.GetElapsedTime(young.OpenedAt) >= _armAfter)
        {
            _young.TryDequeue(out _);
            _ = hub.Find(young.User, young.Session)?.ArmAsync();
        }
    }

    [LoggerMessage(EventId = 4007, Level = LogLevel.Debug, Message = "The sessions' clock has stopped")]
    private partial void LogStopped();
}
