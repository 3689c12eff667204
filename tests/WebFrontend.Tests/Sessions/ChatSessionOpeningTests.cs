using OrleansChat.Inbox;
using OrleansChat.Sessions;

namespace OrleansChat.Tests.Sessions;

/// <summary>From the connect to the first message (design.md 3.6).</summary>
public sealed class ChatSessionOpeningTests
{
    [Fact]
    public async Task With_an_empty_backlog_a_session_is_armed_and_fed_at_once()
    {
        var bench = new SessionBench();
        await using var socket = bench.Begin();
        await socket.Session.OpenAsync();
        Assert.Equal(SessionState.Fed, socket.State);
        bench.Say();
        Assert.Equal([1], (await socket.BurstAsync()).Messages);
        Assert.Equal(["open", "claim"], socket.User.Calls.Take(2));
    }

    [Fact]
    public async Task A_session_with_a_backlog_waits_until_it_is_armed()
    {
        var bench = new SessionBench();
        for (var i = 0; i < 3; i++) bench.User.Append();
        await using var socket = bench.Begin();
        await socket.Session.OpenAsync();
        bench.Say();
        Assert.Equal(SessionState.Waiting, socket.State);
        Assert.DoesNotContain("claim", socket.User.Calls);
        Assert.False(socket.Connection.Transport.HasWrite);

        await socket.Session.ArmAsync();
        Assert.Equal([1, 2, 3, 4], await socket.ReceiveAsync(4));
    }

    [Fact]
    public async Task An_arming_before_the_grain_has_answered_counts_when_it_has()
    {
        var bench = new SessionBench();
        bench.User.Append();
        var answer = new TaskCompletionSource<OpenSessionOutcome>();
        bench.User.Open = _ => answer.Task;
        await using var socket = bench.Begin();
        var opening = socket.Session.OpenAsync();
        await socket.Session.ArmAsync();
        Assert.Equal(SessionState.Opening, socket.State);
        Assert.DoesNotContain("claim", socket.User.Calls);

        answer.SetResult(new OpenSessionOutcome { Confirmed = 0, Head = 1 });
        await opening;
        Assert.Equal([1], await socket.ReceiveAsync(1));
    }

    [Fact]
    public async Task An_app_that_has_asked_already_arms_its_session_with_the_opening()
    {
        var bench = new SessionBench();
        bench.User.Append();
        bench.User.Open = _ => Task.FromResult(new OpenSessionOutcome { Confirmed = 0, Head = 1, IsArmed = true });
        await using var socket = bench.Begin();
        await socket.Session.OpenAsync();
        Assert.Equal([1], await socket.ReceiveAsync(1));
    }

    [Fact]
    public async Task A_session_that_cannot_be_opened_ends_its_connection_without_a_close_frame()
    {
        var bench = new SessionBench();
        bench.User.Open = _ => throw new TimeoutException();
        await using var failing = bench.Begin();
        await failing.Session.OpenAsync();
        await failing.IsAbortedAsync();

        bench.User.Open = _ => Task.FromResult(new OpenSessionOutcome { Error = ChatError.AccountMissingOrDisabled });
        await using var refused = bench.Begin();
        await refused.Session.OpenAsync();
        await refused.IsAbortedAsync();
    }

    [Fact]
    public async Task A_connection_that_ends_while_its_session_opens_leaves_nothing_behind_at_the_grain()
    {
        var bench = new SessionBench();
        var answer = new TaskCompletionSource<OpenSessionOutcome>();
        bench.User.Open = _ => answer.Task;
        await using var socket = bench.Begin();
        var opening = socket.Session.OpenAsync();
        await socket.Session.CloseAsync();

        // The grain interleaves: it may have seen the close before the opening, and then remembers the session for ever.
        answer.SetResult(new OpenSessionOutcome());
        await opening;
        Assert.Equal(SessionState.Closed, socket.State);
        Assert.Equal(["open", "close", "close"], socket.User.Calls);
    }

    [Fact]
    public async Task A_close_that_comes_twice_is_told_once()
    {
        var bench = new SessionBench();
        await using var socket = await bench.FedAsync();
        await Task.WhenAll(socket.Session.CloseAsync(), socket.Session.CloseAsync());
        Assert.Single(socket.User.Calls, "close");
        Assert.Equal(0, bench.Feeds.Count);
    }

    [Fact]
    public async Task A_closed_session_takes_no_feed_and_no_message()
    {
        var bench = new SessionBench();
        await using var socket = await bench.FedAsync();
        await socket.Session.CloseAsync();
        var asked = socket.User.Calls.Length;
        await socket.Session.ArmAsync();
        await socket.Session.ClaimAsync();
        await socket.Session.ReleaseAsync();
        socket.Session.Signal();
        socket.Session.Tick(isNewest: true);
        bench.Say();
        Assert.Equal(SessionState.Closed, socket.State);
        Assert.Equal(asked, socket.User.Calls.Length);
        Assert.False(socket.Connection.Transport.HasWrite);
    }

    [Fact]
    public async Task A_transient_session_says_so()
    {
        var bench = new SessionBench();
        OpenSession? opened = null;
        bench.User.Open = command =>
        {
            opened = command;
            return Task.FromResult(new OpenSessionOutcome());
        };
        await using var socket = await bench.FedAsync(isTransient: true);
        Assert.True(opened!.IsTransient);
        Assert.True(socket.Session.ToOpenSession() is { IsTransient: true, IsFed: true });
    }
}
