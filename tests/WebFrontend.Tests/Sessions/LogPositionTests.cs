using OrleansChat.Delivery;
using OrleansChat.Logs;
using OrleansChat.Sessions;

namespace OrleansChat.Tests.Sessions;

/// <summary>Where a session's next frame comes from.</summary>
public sealed class LogPositionTests
{
    private readonly ScriptedUser _user = new();

    [Fact]
    public async Task Frames_come_from_the_page_then_from_the_feed_then_from_a_read()
    {
        var feed = Feed(ringFrames: 2);
        var position = new LogPosition(feed);
        for (var i = 0; i < 3; i++) _user.Append();
        feed.NoteHead(3);
        Assert.True(position.IsBehind);
        Assert.False(position.TryPeek(out _));
        Assert.True(await position.ReadAsync());
        Assert.Equal([1, 2, 3], Drain(position));
        Assert.False(position.IsBehind);

        for (var i = 0; i < 2; i++) Hint(feed);
        Assert.Equal([4, 5], Drain(position));
        for (var i = 0; i < 3; i++) Hint(feed);
        Assert.False(position.TryPeek(out _), "the ring does not reach back to 6");
        Assert.True(await position.ReadAsync());
        Assert.Equal([6, 7, 8], Drain(position));
    }

    [Fact]
    public async Task A_move_forgets_the_page()
    {
        var feed = Feed();
        var position = new LogPosition(feed);
        for (var i = 0; i < 5; i++) _user.Append();
        feed.NoteHead(5);
        await position.ReadAsync();
        Assert.True(position.TryPeek(out var first));
        Assert.Equal(1, first.Sequence);
        position.MoveTo(3);
        Assert.Equal(3, position.Sequence);
        Assert.Equal([4, 5], Drain(position));
    }

    [Fact]
    public void A_peek_takes_nothing()
    {
        var feed = Feed();
        var position = new LogPosition(feed);
        Hint(feed);
        Assert.True(position.TryPeek(out _));
        Assert.True(position.TryPeek(out var again));
        Assert.Equal(1, again.Sequence);
        Assert.Equal(0, position.Sequence);
        position.Pass();
        Assert.Equal(1, position.Sequence);
        Assert.False(position.TryPeek(out _));
    }

    [Fact]
    public async Task A_read_of_nothing_says_so()
    {
        var position = new LogPosition(Feed());
        Assert.False(await position.ReadAsync());
    }

    private static List<long> Drain(LogPosition position)
    {
        var sequences = new List<long>();
        while (position.TryPeek(out var frame))
        {
            sequences.Add(frame.Sequence);
            position.Pass();
        }

        return sequences;
    }

    private LogFeed Feed(int ringFrames = 64) =>
        new(new LogId(LogKind.User, 7), _user, new DeliveryOptions { RingFramesMax = ringFrames }, TimeProvider.System);

    private void Hint(LogFeed feed)
    {
        var entry = _user.Append();
        feed.Take(new Hint(feed.Log, entry.Sequence, entry));
    }
}
