using System.Collections.Concurrent;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using OrleansChat.Delivery;
using OrleansChat.Logs;
using OrleansChat.Sessions;
using OrleansChat.Sockets.WebSockets;
using OrleansChat.Tests.Sockets.WebSockets;
using OrleansChat.Users;

namespace OrleansChat.Tests.Sessions;

/// <summary>Sessions over scripted grains and scripted transports, on a clock that stands still.</summary>
internal sealed class SessionBench : ILogReader
{
    public static readonly UserId Wu = new(7);

    private readonly ConcurrentDictionary<UserId, ScriptedUser> _users = new();

    public SessionBench(ChatSessionOptions? options = null, DeliveryOptions? delivery = null, TimeProvider? confirmClock = null)
    {
        Feeds = new LogFeeds(this, Options.Create(delivery ?? new DeliveryOptions()), Clock);
        Services = new SessionServices
        {
            Feeds = Feeds,

            // Its own clock: most tests want receipts told at once, and own the time of everything else.
            Confirms = new ConfirmQueue(confirmClock ?? TimeProvider.System, TimeSpan.FromMilliseconds(1)),
            UserOf = UserOf,
            Frontend = new FrontendRef { Id = Guid.NewGuid(), Hints = [], Control = null! },
            Options = options ?? new ChatSessionOptions(),
            Clock = Clock,
            Log = new SessionLog(NullLogger<SessionLog>.Instance),
        };
    }

    public ManualTime Clock { get; } = new();

    public LogFeeds Feeds { get; }

    public SessionServices Services { get; }

    public ScriptedUser User => UserOf(Wu);

    public ScriptedUser UserOf(UserId user) => _users.GetOrAdd(user, _ => new ScriptedUser());

    public Task<LogPage> ReadAsync(LogId log, long afterSequence) => UserOf(new UserId(log.Owner)).ReadAsync(log, afterSequence);

    /// <summary>A session that nobody has opened yet.</summary>
    public SessionUnderTest Begin(UserId? user = null, string app = "phone", bool isTransient = false, WebSocketLimits? limits = null)
    {
        var connection = new ConnectionUnderTest(limits, Clock);
        var identity = new SessionIdentity(Guid.NewGuid(), user ?? Wu, app, isTransient, (ulong)Random.Shared.NextInt64());
        return new SessionUnderTest(connection, new ChatSession(identity, connection.Socket, Services), UserOf(identity.User));
    }

    /// <summary>A session that is fed: its user's backlog was empty when it opened.</summary>
    public async Task<SessionUnderTest> FedAsync(UserId? user = null, bool isTransient = false, WebSocketLimits? limits = null)
    {
        var session = Begin(user, isTransient: isTransient, limits: limits);
        await session.Session.OpenAsync();
        Assert.Equal(SessionState.Fed, session.Session.State);
        return session;
    }

    /// <summary>Appends a message and hints it, as the user's grain does after the commit.</summary>
    public long Say(UserId? user = null, LogEntryKind kind = LogEntryKind.Message, int bytes = 0)
    {
        var entry = UserOf(user ?? Wu).Append(kind, bytes);
        Hint(entry, user);
        return entry.Sequence;
    }

    public void Hint(LogEntry entry, UserId? user = null)
    {
        var log = LogId.Of(user ?? Wu);
        Feeds.Find(log)?.Take(new Hint(log, entry.Sequence, entry));
    }
}
