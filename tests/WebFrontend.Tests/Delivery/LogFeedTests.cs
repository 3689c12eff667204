using OrleansChat.Delivery;
using OrleansChat.Logs;
using OrleansChat.Tests.Sessions;
using OrleansChat.Tests.Sockets.WebSockets;

namespace OrleansChat.Tests.Delivery;

/// <summary>What a frontend knows of one log.</summary>
public sealed class LogFeedTests
{
    private readonly ScriptedUser _user = new();
    private readonly ManualTime _time = new();
    private readonly CountingListener _listener = new();
    private readonly LogFeed _feed;

    public LogFeedTests()
    {
        _feed = new LogFeed(new LogId(LogKind.User, 7), _user, new DeliveryOptions { RingFramesMax = 4 }, _time);
        _feed.Add(_listener);
    }

    [Fact]
    public void A_hint_raises_the_head_keeps_the_frame_and_signals()
    {
        Hint(_user.Append());
        Assert.Equal(1, _feed.Head);
        Assert.Equal(1, _listener.Signals);
        Assert.Equal(1, Assert.Single(_feed.ReadyAfter(0)!).Sequence);
        Assert.Null(_feed.ReadyAfter(1));
    }

    [Fact]
    public void The_head_never_falls()
    {
        for (var i = 0; i < 3; i++) _user.Append();
        _feed.NoteHead(3);
        _feed.NoteHead(2);
        Assert.Equal(3, _feed.Head);
        _feed.Take(new Hint(_feed.Log, 1, Entry: null));
        Assert.Equal(3, _feed.Head);
    }

    [Fact]
    public void A_head_that_is_known_signals_nobody_and_a_new_one_everybody()
    {
        _feed.NoteHead(2);
        _feed.NoteHead(2);
        _feed.NoteHead(1);
        Assert.Equal(1, _listener.Signals);
        _feed.NoteHead(3);
        Assert.Equal(2, _listener.Signals);
    }

    [Fact]
    public void A_hint_without_its_entry_raises_the_head_and_leaves_a_gap_to_read()
    {
        Hint(_user.Append());
        _feed.Take(new Hint(_feed.Log, 5, Entry: null));
        Assert.Equal(5, _feed.Head);
        Assert.Null(_feed.ReadyAfter(1));
    }

    [Fact]
    public void A_hint_that_comes_late_changes_nothing()
    {
        var (first, second) = (_user.Append(), _user.Append());
        Hint(second);
        Hint(first);
        Assert.Equal(2, _feed.Head);
        Assert.Null(_feed.ReadyAfter(0));
        Assert.Equal(2, Assert.Single(_feed.ReadyAfter(1)!).Sequence);
    }

    [Fact]
    public async Task Listeners_behind_the_same_gap_share_one_read()
    {
        for (var i = 0; i < 3; i++) _user.Append();
        var page = new TaskCompletionSource<LogPage>();
        _user.Read = _ => page.Task;
        var reads = Enumerable.Range(0, 10).Select(_ => _feed.ReadAfterAsync(0)).ToArray();
        var other = _feed.ReadAfterAsync(1);
        page.SetResult(_user.PageAfter(0));
        foreach (var frames in await Task.WhenAll(reads)) Assert.Same(await reads[0], frames);
        await other;
        Assert.Equal(["read 0", "read 1"], _user.Calls.Order());
        Assert.Equal(3, _feed.Head);
    }

    [Fact]
    public async Task A_read_is_made_anew_when_the_one_before_has_ended()
    {
        _user.Append();
        Assert.Single(await _feed.ReadAfterAsync(0));
        _user.Append();
        Assert.Equal(2, (await _feed.ReadAfterAsync(0)).Length);
    }

    [Fact]
    public async Task A_read_that_fails_fails_for_all_who_share_it_and_for_nobody_after()
    {
        _user.Append();
        var (page, answer) = (new TaskCompletionSource<LogPage>(), _user.Read);
        _user.Read = _ => page.Task;
        var (one, two) = (_feed.ReadAfterAsync(0), _feed.ReadAfterAsync(0));
        page.SetException(new TimeoutException());
        await Assert.ThrowsAsync<TimeoutException>(() => one);
        await Assert.ThrowsAsync<TimeoutException>(() => two);
        _user.Read = answer;
        Assert.Single(await _feed.ReadAfterAsync(0));
    }

    [Fact]
    public async Task A_read_over_a_gap_makes_the_ready_frames_whole_for_the_next_one_behind_it()
    {
        Hint(_user.Append());
        var lost = _user.Append();
        Hint(_user.Append());
        Assert.Null(_feed.ReadyAfter(lost.Sequence - 1));
        await _feed.ReadAfterAsync(lost.Sequence - 1);
        Assert.Equal([2, 3], _feed.ReadyAfter(lost.Sequence - 1)!.Select(frame => frame.Sequence));
    }

    [Fact]
    public async Task A_read_far_behind_leaves_the_ready_frames_alone()
    {
        for (var i = 0; i < 6; i++) _user.Append();
        _feed.NoteHead(5);
        Hint(_user.PageAfter(5).Entries[0]);
        _user.Read = _ => Task.FromResult(new LogPage { Entries = [.. _user.PageAfter(0).Entries.Take(2)], Head = 6 });
        Assert.Equal(2, (await _feed.ReadAfterAsync(0)).Length);
        Assert.Equal(6, Assert.Single(_feed.ReadyAfter(5)!).Sequence);
    }

    [Fact]
    public void A_log_at_rest_keeps_no_frames()
    {
        Hint(_user.Append());
        _feed.Rest();
        Assert.Null(_feed.ReadyAfter(0));
        Assert.Equal(1, _feed.Head);
        Hint(_user.Append());
        Assert.Equal(2, Assert.Single(_feed.ReadyAfter(1)!).Sequence);
    }

    [Fact]
    public void Silence_is_counted_from_the_last_news()
    {
        _time.Advance(TimeSpan.FromSeconds(3));
        Assert.Equal(3, _feed.SilentFor.TotalSeconds);
        Hint(_user.Append());
        Assert.Equal(0, _feed.SilentFor.TotalSeconds);
        _time.Advance(TimeSpan.FromSeconds(2));
        _feed.NoteHead(1);
        Assert.Equal(0, _feed.SilentFor.TotalSeconds);
    }

    [Fact]
    public void A_listener_that_left_is_signalled_no_more()
    {
        var other = new CountingListener();
        _feed.Add(other);
        Assert.True(_feed.Remove(other));
        _feed.NoteHead(1);
        Assert.Equal(0, other.Signals);
        Assert.Equal(1, _listener.Signals);
        Assert.False(_feed.Remove(_listener));
        Assert.False(_feed.HasListeners);
    }

    private void Hint(LogEntry entry) => _feed.Take(new Hint(_feed.Log, entry.Sequence, entry));
}
