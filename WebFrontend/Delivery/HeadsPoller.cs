using System.Collections.Immutable;
using Microsoft.Extensions.Options;
using Orleans;
using OrleansChat.Logs;

namespace OrleansChat.Delivery;

/// <summary>Asks for the heads of logs that have been silent, so that a lost hint costs at most 5 s (design.md 3.4).</summary>
internal sealed partial class HeadsPoller(LogFeeds feeds, IGrainFactory grains, FrontendIdentity identity, IOptions<DeliveryOptions> options, ILogger<HeadsPoller> logger)
{
    private const int LogsMax = 1_000;

    private readonly TimeSpan _silence = TimeSpan.FromMilliseconds(options.Value.SilenceMillisecondsMax);

    /// <summary>One round; called every second, never twice at once.</summary>
    public async Task PollAsync()
    {
        try
        {
            foreach (var silent in feeds.SilentFor(_silence).Chunk(LogsMax)) await PollAsync(silent);
        }
        catch (Exception exception)
        {
            // The next round asks again; what is missed is a bound that a dead store breaks anyway.
            LogPollFailed(exception);
        }
    }

    private async Task PollAsync(LogFeed[] silent)
    {
        foreach (var feed in silent) feed.Rest();
        ImmutableArray<LogId> logs = [.. silent.Select(feed => feed.Log)];
        var heads = await grains.GetGrain<ILogHeadsGrain>(identity.Shard).GetHeadsAsync(logs);
        for (var i = 0; i < silent.Length; i++) silent[i].NoteHead(heads[i]);
    }

    [LoggerMessage(EventId = 4101, Level = LogLevel.Warning, Message = "The heads of silent logs could not be read; the next second tries again")]
    private partial void LogPollFailed(Exception exception);
}
