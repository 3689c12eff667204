using System.Runtime.CompilerServices;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using OrleansChat.Delivery;
using OrleansChat.Sessions;
using OrleansChat.Tests.Fakes;

namespace OrleansChat.Tests.Sessions;

/// <summary>The one timer of all sessions.</summary>
public sealed class SessionClockTests
{
    private readonly SessionBench _bench = new();
    private readonly SessionHub _hub = new();

    [Fact]
    public async Task A_session_is_armed_three_seconds_after_its_connect_even_if_its_app_never_asks()
    {
        _bench.User.Append();
        using var clock = NewClock();
        var waits = _bench.Clock.WhenTimerSet();
        await clock.StartAsync(CancellationToken.None);
        await waits;
        await using var socket = _bench.Begin();
        _hub.Add(socket.Session);
        clock.Watch(socket.Session);
        await socket.Session.OpenAsync();
        _bench.Clock.Advance(TimeSpan.FromSeconds(2.9));
        Assert.Equal(SessionState.Waiting, socket.State);
        await Eventually.HoldsAsync(
            () =>
            {
                _bench.Clock.Advance(TimeSpan.FromSeconds(0.25));
                return socket.State == SessionState.Fed;
            },
            "the session is armed");
        Assert.Equal([1], await socket.ReceiveAsync(1));
        await clock.StopAsync(CancellationToken.None);
    }

    [Fact]
    public void A_session_that_has_closed_is_not_kept_until_it_would_have_been_armed()
    {
        using var clock = NewClock();
        var session = WatchAndClose(clock);
        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();
        Assert.False(session.TryGetTarget(out _));
        GC.KeepAlive(clock);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private WeakReference<ChatSession> WatchAndClose(SessionClock clock)
    {
        // Of a bench of its own: nothing but the clock may hold it.
        var bench = new SessionBench();
        var socket = bench.Begin();
        _hub.Add(socket.Session);
        clock.Watch(socket.Session);
        _hub.Remove(socket.Session);
        socket.Session.CloseAsync().GetAwaiter().GetResult();
        return new WeakReference<ChatSession>(socket.Session);
    }

    private SessionClock NewClock()
    {
        var heads = new HeadsPoller(_bench.Feeds, FakeGrains.Create().Grains, new FrontendIdentity(), Options.Create(new DeliveryOptions()), NullLogger<HeadsPoller>.Instance);
        return new SessionClock(_hub, heads, Options.Create(new ChatSessionOptions()), _bench.Clock, NullLogger<SessionClock>.Instance);
    }
}
