using System.Collections.Concurrent;
using Microsoft.Extensions.Options;
using OrleansChat.Logs;

namespace OrleansChat.Delivery;

/// <summary>The feeds of this frontend: one for each log that a session here wants.</summary>
// Threads: any may call any method.
// I1: a feed is here exactly while somebody listens to it.
// Locks: _gate around coming and going, so that a feed is not dropped while a listener is added; look-ups take no lock.
internal sealed class LogFeeds(ILogReader reader, IOptions<DeliveryOptions> options, TimeProvider clock)
{
    private readonly Lock _gate = new();
    private readonly ConcurrentDictionary<LogId, LogFeed> _feeds = new();

    /// <summary>How many logs are listened to.</summary>
    public int Count => _feeds.Count;

    /// <summary>Begins to listen to a log.</summary>
    public LogFeed Subscribe(LogId log, ILogListener listener)
    {
        lock (_gate)
        {
            var feed = _feeds.GetOrAdd(log, static (id, feeds) => new LogFeed(id, feeds.Reader, feeds.Options, feeds.Clock),
                (Reader: reader, Options: options.Value, Clock: clock));
            feed.Add(listener);
            return feed;
        }
    }

    /// <summary>Ends this very listener's interest.</summary>
    public void Unsubscribe(LogFeed feed, ILogListener listener)
    {
        lock (_gate)
        {
            if (!feed.Remove(listener)) _feeds.TryRemove(new KeyValuePair<LogId, LogFeed>(feed.Log, feed));
        }
    }

    /// <summary>The feed of a log, or null when nobody here listens to it.</summary>
    public LogFeed? Find(LogId log) => _feeds.GetValueOrDefault(log);

    /// <summary>The feeds that have heard nothing for a while.</summary>
    public IEnumerable<LogFeed> SilentFor(TimeSpan atLeast) => _feeds.Select(feed => feed.Value).Where(feed => feed.SilentFor >= atLeast);
}
