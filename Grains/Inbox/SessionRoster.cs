using System.Collections.Immutable;
using OrleansChat.Diagnostics;

namespace OrleansChat.Inbox;

/// <summary>
/// The open sockets of one user and, for each app, which of them is fed: of several sockets of one app the newest that asked
/// (design.md 3.8). A successor starts only after every session before it has let go. Pure: no clock, no I/O.
/// </summary>
public sealed class SessionRoster(int sessionsMax)
{
    private readonly Dictionary<Guid, RosterSession> _sessions = [];
    private long _opened;

    /// <summary>The sessions, oldest first.</summary>
    public IEnumerable<RosterSession> Sessions => _sessions.Values.OrderBy(session => session.Order);

    /// <summary>How many sessions are open.</summary>
    public int Count => _sessions.Count;

    /// <summary>A session, or null when it is not open.</summary>
    public RosterSession? Find(Guid session) => _sessions.GetValueOrDefault(session);

    /// <summary>Whether an app has an open session that moves its cursor.</summary>
    public bool HasApp(string app) => _sessions.Values.Any(session => !session.Opened.IsTransient && session.Opened.App == app);

    /// <summary>Adds a session; the same one twice changes nothing.</summary>
    /// <returns>The session that must end because there are too many, or null.</returns>
    public RosterSession? Add(OpenSession opened, long startsAt)
    {
        if (_sessions.ContainsKey(opened.Session)) return null;
        var evicted = _sessions.Count < sessionsMax ? null : _sessions.Values.MinBy(session => session.Order);
        if (evicted is not null) _sessions.Remove(evicted.Id);

        var session = new RosterSession(opened, ++_opened, startsAt) { Feed = opened.IsFed ? FeedState.Holder : FeedState.Silent };
        if (opened.IsFed)
        {
            // A census of a new activation may name two holders of one app, if the old activation died in a handover: the newer stays.
            foreach (var other in HoldersBeside(session)) _sessions[other.Id] = other with { Feed = FeedState.Releasing };
        }

        _sessions.Add(opened.Session, session);
        return evicted;
    }

    /// <summary>A session asks for its app's feed.</summary>
    /// <returns>Null when a newer session holds it, or the session is not open; else the sessions that must let go first.</returns>
    public ImmutableArray<RosterSession>? Claim(Guid claimant)
    {
        if (Find(claimant) is not { } session) return null;
        if (HoldersBeside(session).Any(other => other.Order > session.Order)) return null;
        foreach (var other in HoldersBeside(session)) _sessions[other.Id] = other with { Feed = FeedState.Releasing };
        _sessions[claimant] = session with { Feed = FeedState.Holder };
        return [.. _sessions.Values.Where(other => other.Id != claimant && other.Feed == FeedState.Releasing && other.SharesFeedWith(session))];
    }

    /// <summary>Whether a session is the one to feed now.</summary>
    public bool IsHolder(Guid session) => Find(session) is { Feed: FeedState.Holder };

    /// <summary>Whether a session's receipts count: it is fed, or was until a moment ago.</summary>
    public bool MayConfirm(Guid session) => Find(session) is { Feed: FeedState.Holder or FeedState.Releasing };

    /// <summary>A session has let go: its receipts no longer count.</summary>
    public void Released(Guid released)
    {
        // A session that asked again in the meantime is the holder and stays it.
        if (Find(released) is { Feed: FeedState.Releasing } session) _sessions[released] = session with { Feed = FeedState.Silent };
    }

    /// <summary>A session has ended.</summary>
    /// <returns>The newest session of its app that is left and may now ask for the feed; null when nobody waits for it.</returns>
    public RosterSession? Remove(Guid removed)
    {
        if (!_sessions.Remove(removed, out var session) || session.Feed != FeedState.Holder) return null;
        return _sessions.Values.Where(other => other.SharesFeedWith(session)).MaxBy(other => other.Order);
    }

    private ImmutableArray<RosterSession> HoldersBeside(RosterSession session)
    {
        ImmutableArray<RosterSession> holders =
            [.. _sessions.Values.Where(other => other.Id != session.Id && other.Feed == FeedState.Holder && other.SharesFeedWith(session))];
        Invariant.Require(holders.Length <= 1, "an app has one holder");
        return holders;
    }
}
