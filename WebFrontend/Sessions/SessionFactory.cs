using System.Security.Cryptography;
using Microsoft.Extensions.Options;
using Orleans;
using OrleansChat.Auth;
using OrleansChat.Delivery;
using OrleansChat.Sockets.WebSockets;
using OrleansChat.Users;

namespace OrleansChat.Sessions;

/// <summary>Opens and closes sessions: the one place where they enter and leave the hub.</summary>
internal sealed class SessionFactory(
    SessionHub hub,
    SessionClock sessionClock,
    FrontendPresence presence,
    SessionParts parts)
{
    private readonly Lock _gate = new();
    private SessionServices? _services;
    private bool _isStopping;

    /// <summary>The clock of sessions.</summary>
    public TimeProvider Clock => parts.Clock;

    /// <summary>Opens a session for an admitted caller; null when the process is stopping and the connection was ended.</summary>
    public ChatSession? TryOpen(Caller caller, WebSocketConnection connection)
    {
        ChatSession session;
        lock (_gate)
        {
            if (_isStopping)
            {
                connection.Abort();
                return null;
            }

            session = new ChatSession(IdentityOf(caller), connection, _services ??= MakeServices());
            hub.Add(session);
        }

        sessionClock.Watch(session);

        // Beside the reading loop: the client may ask for its backlog before the grain has answered.
        _ = session.OpenAsync();
        return session;
    }

    /// <summary>Closes a session: its receipts are told, this very session leaves the hub.</summary>
    public async Task CloseAsync(ChatSession session)
    {
        hub.Remove(session);
        await session.CloseAsync();
    }

    /// <summary>The process stops: what was confirmed is told, and every connection ends without a close frame (design.md invariant 5).</summary>
    public void Stop()
    {
        lock (_gate) _isStopping = true;
        foreach (var session in hub.All) session.Connection.Abort();
    }

    private static SessionIdentity IdentityOf(Caller caller)
    {
        // A registered account's visitor session moves no cursor of its logins (design.md 3.8).
        return new SessionIdentity(Guid.NewGuid(), caller.UserId, caller.App, caller.IsLoggedOut, BitConverter.ToUInt64(RandomNumberGenerator.GetBytes(sizeof(ulong))));
    }

    private SessionServices MakeServices() => new()
    {
        Feeds = parts.Feeds,
        Confirms = parts.Confirms,
        UserOf = user => parts.Grains.GetGrain<IUserGrain>(user.Value),
        Frontend = presence.Self,
        Options = parts.Options.Value,
        Clock = parts.Clock,
        Log = parts.Log,
    };
}
