using System.Collections.Concurrent;
using System.Collections.Immutable;
using OrleansChat.Users;

namespace OrleansChat.Sessions;

/// <summary>The sessions of this frontend, by user.</summary>
// Threads: any may call any method.
// I1: a session is here from Add to Remove, and Remove takes this very session and no other (design.md invariant 4).
// I2: a user's sessions stand oldest first.
// Locks: none; the lists are immutable and exchanged whole.
internal sealed class SessionHub
{
    private readonly ConcurrentDictionary<UserId, ImmutableArray<ChatSession>> _users = new();
    private int _count;

    /// <summary>How many sessions there are.</summary>
    public int Count => Volatile.Read(ref _count);

    /// <summary>All sessions, in no order.</summary>
    public IEnumerable<ChatSession> All => _users.SelectMany(user => user.Value);

    /// <summary>A user's sessions, oldest first.</summary>
    public ImmutableArray<ChatSession> Of(UserId user) => _users.TryGetValue(user, out var sessions) ? sessions : [];

    /// <summary>The sessions of one app of a user, oldest first.</summary>
    public IEnumerable<ChatSession> Of(UserId user, string app) => Of(user).Where(session => session.Identity.App == app);

    /// <summary>A user's session with this id, or null when it is not here.</summary>
    public ChatSession? Find(UserId user, Guid session)
    {
        foreach (var candidate in Of(user))
        {
            if (candidate.Identity.Id == session) return candidate;
        }

        return null;
    }

    /// <summary>Adds a session as its user's newest.</summary>
    public void Add(ChatSession session)
    {
        _users.AddOrUpdate(session.Identity.User, static (_, added) => [added], static (_, known, added) => known.Add(added), session);
        Interlocked.Increment(ref _count);
    }

    /// <summary>Removes this very session. A second removal changes nothing.</summary>
    public void Remove(ChatSession session)
    {
        while (_users.TryGetValue(session.Identity.User, out var known))
        {
            var left = known.Remove(session);
            if (left.Length == known.Length) return;
            var isDone = left.IsEmpty
                ? _users.TryRemove(new KeyValuePair<UserId, ImmutableArray<ChatSession>>(session.Identity.User, known))
                : _users.TryUpdate(session.Identity.User, left, known);
            if (!isDone) continue;
            Interlocked.Decrement(ref _count);
            return;
        }
    }

    /// <summary>Once a second for every session.</summary>
    public void Tick()
    {
        foreach (var (_, sessions) in _users)
        {
            for (var i = 0; i < sessions.Length; i++) sessions[i].Tick(isNewest: IsNewest(sessions, i));
        }
    }

    private static bool IsNewest(ImmutableArray<ChatSession> sessions, int index)
    {
        for (var i = index + 1; i < sessions.Length; i++)
        {
            if (sessions[i].Identity.SharesFeedWith(sessions[index].Identity) && sessions[i].State is not SessionState.Closed) return false;
        }

        return true;
    }
}
