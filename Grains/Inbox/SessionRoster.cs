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
    private long _restored;

    /// <summary>The sessions, oldest first.</summary>
    public IEnumerable<RosterSession> Sessions => _sessions.Values.OrderBy(session => session.Order);

    /// <summary>How many sessions are open.</summary>
    public int Count => _sessions.Count;

    /// <summary>A session, or null when it is not open.</summary>
    public RosterSession? Find(Guid session) => _sessions.GetValueOrDefault(session);

    /// <summary>Whether an app has an open session that moves its cursor.</summary>
    public bool HasApp(string app) => _sessions.Values.Any(session => !session.Opened.IsTransient && session.Opened.App == app);

    /// <summary>Adds a session as the newest; the same one twice changes nothing. Beyond the bound the oldest must end.</summary>
    public RosterAdded Add(OpenSession opened, long startsAt)
    {
        if (_sessions.ContainsKey(opened.Session)) return Nothing;
        var evicted = _sessions.Count < sessionsMax ? null : _sessions.Values.MinBy(session => session.Order);
        var next = evicted is null ? null : Remove(evicted.Id);
        _sessions.Add(opened.Session, new RosterSession(opened, ++_opened, startsAt));
        return new RosterAdded(evicted, next, Releases: []);
    }

    /// <summary>Adds a session that was there before this activation as the oldest; beyond the bound it is the one that must end.</summary>
    public RosterAdded Restore(OpenSession opened, long startsAt)
    {
        if (_sessions.ContainsKey(opened.Session)) return Nothing;
        var session = new RosterSession(opened, --_restored, startsAt);
        if (_sessions.Count >= sessionsMax) return new RosterAdded(session, Next: null, Releases: []);
        if (opened.IsFed)
        {
            // Two fed sessions of one app: the old activation died in a handover, or a newer one claimed while this one was unknown here.
            session = HoldersBeside(session).IsEmpty
                ? session with { Feed = FeedState.Holder, IsPresumed = true }
                : session with { Feed = FeedState.Releasing };
        }

        _sessions.Add(opened.Session, session);
        return new RosterAdded(Evicted: null, Next: null, session.Feed == FeedState.Releasing ? [session] : []);
    }

    /// <summary>A session asks for its app's feed.</summary>
    /// <returns>Null when a newer session holds it, the session is not open, or it is transient beside a login of its app; else the sessions that must let go first.</returns>
    public ImmutableArray<RosterSession>? Claim(Guid claimant)
    {
        if (Find(claimant) is not { } session) return null;
        if (session.Opened.IsTransient && HasApp(session.Opened.App)) return null;
        if (HoldersBeside(session).Any(other => other.Order > session.Order)) return null;
        foreach (var other in Sessions.Where(other => other.Id != claimant && other.Feed == FeedState.Holder && other.YieldsTo(session)))
            _sessions[other.Id] = other with { Feed = FeedState.Releasing };
        _sessions[claimant] = session with { Feed = FeedState.Holder, IsPresumed = false };
        return [.. Sessions.Where(other => other.Id != claimant && other.Feed == FeedState.Releasing && other.YieldsTo(session))];
    }

    /// <summary>Whether a session is the one to feed now.</summary>
    public bool IsHolder(Guid session) => Find(session) is { Feed: FeedState.Holder };

    /// <summary>Whether a session's receipts count: it is fed, or was until a moment ago.</summary>
    public bool MayConfirm(Guid session) => Find(session) is { Feed: FeedState.Holder or FeedState.Releasing };

    /// <summary>A session has let go: its receipts no longer count.</summary>
    public void Released(Guid released)
    {
        // A session that asked again in the meantime is the holder and stays it.
        if (Find(released) is { } session && (session.Feed == FeedState.Releasing || session.IsPresumed))
        {
            _sessions[released] = session with { Feed = FeedState.Silent, IsPresumed = false };
        }
    }

    /// <summary>A transient session has everything up to a sequence: should it be fed again, it starts there.</summary>
    public void Advance(Guid session, long sequence)
    {
        if (Find(session) is { } known) _sessions[session] = known with { StartsAt = Math.Max(known.StartsAt, sequence) };
    }

    /// <summary>A session has ended.</summary>
    /// <returns>The newest session of its app that is left and may now ask for the feed; null when nobody waits for it.</returns>
    public RosterSession? Remove(Guid removed)
    {
        if (!_sessions.Remove(removed, out var session) || session.Feed != FeedState.Holder) return null;
        return _sessions.Values.Where(other => other.SharesFeedWith(session)).MaxBy(other => other.Order)
            ?? _sessions.Values.Where(other => other.YieldsTo(session)).MaxBy(other => other.Order);
    }

    private static RosterAdded Nothing => new(Evicted: null, Next: null, Releases: []);

    private ImmutableArray<RosterSession> HoldersBeside(RosterSession session)
    {
        ImmutableArray<RosterSession> holders =
            [.. _sessions.Values.Where(other => other.Id != session.Id && other.Feed == FeedState.Holder && other.SharesFeedWith(session))];
        Invariant.Require(holders.Length <= 1, "an app has one holder");
        return holders;
    }
}
