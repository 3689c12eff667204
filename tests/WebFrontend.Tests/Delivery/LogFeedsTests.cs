using Microsoft.Extensions.Options;
using OrleansChat.Delivery;
using OrleansChat.Logs;
using OrleansChat.Tests.Sessions;
using OrleansChat.Tests.Sockets.WebSockets;

namespace OrleansChat.Tests.Delivery;

/// <summary>Feeds come with their first listener and leave with their last.</summary>
public sealed class LogFeedsTests
{
    private static readonly LogId Log = new(LogKind.User, 7);

    private readonly ManualTime _time = new();
    private readonly LogFeeds _feeds;

    public LogFeedsTests() => _feeds = new LogFeeds(new ScriptedUser(), Options.Create(new DeliveryOptions()), _time);

    [Fact]
    public void A_feed_is_shared_and_leaves_with_its_last_listener()
    {
        var (a, b) = (new CountingListener(), new CountingListener());
        var feed = _feeds.Subscribe(Log, a);
        Assert.Same(feed, _feeds.Subscribe(Log, b));
        _feeds.Unsubscribe(feed, a);
        Assert.Same(feed, _feeds.Find(Log));
        _feeds.Unsubscribe(feed, b);
        Assert.Null(_feeds.Find(Log));
        Assert.Equal(0, _feeds.Count);
    }

    [Fact]
    public void A_listener_that_leaves_twice_does_not_take_its_successor_s_feed_away()
    {
        var (a, b) = (new CountingListener(), new CountingListener());
        var old = _feeds.Subscribe(Log, a);
        _feeds.Unsubscribe(old, a);
        var feed = _feeds.Subscribe(Log, b);
        _feeds.Unsubscribe(old, a);
        Assert.Same(feed, _feeds.Find(Log));
        feed.NoteHead(1);
        Assert.Equal(1, b.Signals);
    }

    [Fact]
    public async Task Whoever_listens_while_others_come_and_go_is_on_the_feed_that_hints_find()
    {
        var losses = 0;
        await Parallel.ForAsync(0, 8, async (_, cancellation) =>
        {
            for (var i = 0; i < 2_000; i++)
            {
                var listener = new CountingListener();
                var feed = _feeds.Subscribe(Log, listener);
                if (!ReferenceEquals(_feeds.Find(Log), feed)) Interlocked.Increment(ref losses);
                if (i % 64 == 0) await Task.Yield();
                _feeds.Unsubscribe(feed, listener);
            }
        });
        Assert.Equal(0, losses);
        Assert.Equal(0, _feeds.Count);
    }

    [Fact]
    public void Only_feeds_without_news_for_long_are_silent()
    {
        var quiet = _feeds.Subscribe(Log, new CountingListener());
        var loud = _feeds.Subscribe(new LogId(LogKind.User, 8), new CountingListener());
        _time.Advance(TimeSpan.FromSeconds(3));
        loud.NoteHead(1);
        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.Same(quiet, Assert.Single(_feeds.SilentFor(TimeSpan.FromSeconds(3.5))));
    }
}
