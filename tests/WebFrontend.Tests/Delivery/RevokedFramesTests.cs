using OrleansChat.Delivery;
using OrleansChat.Logs;
using OrleansChat.Sessions;
using OrleansChat.Users;

namespace OrleansChat.Tests.Delivery;

/// <summary>What a frontend holds of a message when it hears that it was taken back.</summary>
public sealed class RevokedFramesTests
{
    private readonly OneReader _reader = new();
    private readonly LogFeed _feed;

    public RevokedFramesTests() => _feed = new LogFeed(LogId.Of(new UserId(7)), _reader, new DeliveryOptions(), TimeProvider.System);

    [Fact]
    public void A_hint_of_a_revoke_empties_the_ready_frames()
    {
        var message = Message(1);
        Hint(message);
        Hint(Message(2));
        Hint(Revoke(3, message));
        Assert.Equal([false, true, true], _feed.ReadyAfter(0)!.Select(frame => frame.IsVisible));
        Assert.Equal([1L, 2L, 3L], _feed.ReadyAfter(0)!.Select(frame => frame.Sequence));
    }

    [Fact]
    public void A_page_that_a_session_holds_is_not_shown_any_more()
    {
        var message = Message(2);
        Hint(Message(1));
        Hint(message);
        var position = new LogPosition(_feed);
        Assert.True(position.TryPeek(out var first) && first.IsVisible);
        Hint(Revoke(3, message));

        position.Pass();
        Assert.True(position.TryPeek(out var second));
        Assert.Equal((2, false), (second.Sequence, second.IsVisible));
        position.Pass();
        Assert.True(position.TryPeek(out var revoke) && revoke.IsVisible);
    }

    [Fact]
    public async Task A_read_that_began_before_the_revoke_shows_nothing_of_the_message()
    {
        var message = Message(1);
        var position = new LogPosition(_feed);
        _feed.NoteHead(1);
        var reading = position.ReadAsync();
        Hint(Revoke(2, message));
        _reader.Answer(message);
        Assert.True(await reading);
        Assert.True(position.TryPeek(out var frame));
        Assert.False(frame.IsVisible);
    }

    [Fact]
    public async Task A_revoke_whose_hint_was_lost_is_heard_of_when_it_is_read()
    {
        var message = Message(1);
        Hint(message);
        var slow = new LogPosition(_feed);
        _feed.NoteHead(2);
        var reading = _feed.ReadAfterAsync(1);
        _reader.Answer(Revoke(2, message));
        await reading;
        Assert.True(slow.TryPeek(out var frame));
        Assert.False(frame.IsVisible);
        slow.Pass();
        Assert.True(slow.TryPeek(out var revoke) && revoke.IsVisible);
    }

    [Fact]
    public void Beyond_the_bound_the_revoke_noted_first_is_forgotten()
    {
        var takenBack = new TakenBack();
        var first = Message(1);
        Assert.True(takenBack.Note(Revoke(2, first)));
        Assert.False(takenBack.Note(Revoke(2, first)));
        Assert.True(takenBack.Contains(LogFrame.Of(first)));
        for (var i = 0; i < TakenBack.IdsMax; i++) takenBack.Note(Revoke(3 + i, Message(2)));
        Assert.False(takenBack.Contains(LogFrame.Of(first)));
    }

    private static LogEntry Message(long sequence) =>
        new() { Sequence = sequence, Kind = LogEntryKind.Message, AcceptedAt = 1, Body = "{}"u8.ToArray(), MessageId = Guid.NewGuid() };

    private static LogEntry Revoke(long sequence, LogEntry message) =>
        new() { Sequence = sequence, Kind = LogEntryKind.Revoke, AcceptedAt = 1, Body = "{}"u8.ToArray(), MessageId = message.MessageId };

    private void Hint(LogEntry entry) => _feed.Take(new Hint(_feed.Log, entry.Sequence, entry));

    // Answers when told to, with what it is told.
    private sealed class OneReader : ILogReader
    {
        private readonly TaskCompletionSource<LogPage> _page = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task<LogPage> ReadAsync(LogId log, long afterSequence) => _page.Task;

        public void Answer(params LogEntry[] entries) => _page.SetResult(new LogPage { Entries = [.. entries], Head = entries[^1].Sequence });
    }
}
