using Orleans;
using OrleansChat.Users;

namespace OrleansChat.Auth;

/// <summary>
/// The profiles of the users that call. An entry lives at most <see cref="Lifetime"/> from the moment its read began, so that nothing
/// older is ever shown; a user's grain asks for <see cref="Forget"/> when something changes, which is only faster.
/// </summary>
// Threads: any may call.
// I1: an entry is used only while its age is below Lifetime.  I2: at most one read per uid is joined at a time; Forget ends the joining.
// I3: _young and _old together hold at most 2 x entriesMax entries.
// Locks: _gate only; no grain call under it. At the bound: the young entries become the old ones, the old ones are dropped.
internal sealed class CallerCache
{
    /// <summary>How long an entry may be used.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromSeconds(2);

    /// <summary>The bound of entries per generation.</summary>
    public const int EntriesMax = 100_000;

    private readonly Lock _gate = new();
    private readonly IGrainFactory _grains;
    private readonly TimeProvider _clock;
    private readonly int _entriesMax;
    private Dictionary<UserId, Entry> _young = [];
    private Dictionary<UserId, Entry> _old = [];
    private long _youngSince;

    /// <summary>A cache over the users' grains.</summary>
    public CallerCache(IGrainFactory grains, TimeProvider clock)
        : this(grains, clock, EntriesMax)
    {
    }

    /// <summary>A cache with another bound.</summary>
    internal CallerCache(IGrainFactory grains, TimeProvider clock, int entriesMax)
    {
        _grains = grains;
        _clock = clock;
        _entriesMax = entriesMax;
        _youngSince = clock.GetTimestamp();
    }

    /// <summary>How many entries there are, used or not.</summary>
    public int Count
    {
        get { lock (_gate) return _young.Count + _old.Count; }
    }

    /// <summary>The profile of a user, or null when there is no such user. A failed read is not kept.</summary>
    public ValueTask<UserProfile?> GetAsync(UserId user, CancellationToken cancellationToken)
    {
        var now = _clock.GetTimestamp();
        TaskCompletionSource<UserProfile?> mine;
        lock (_gate)
        {
            if (Find(user, now) is { } known)
                return known.Task.IsCompletedSuccessfully ? new(known.Task.Result) : new(known.Task.WaitAsync(cancellationToken));
            mine = new TaskCompletionSource<UserProfile?>(TaskCreationOptions.RunContinuationsAsynchronously);
            Turn(now);
            _young[user] = new Entry(mine.Task, now);
        }

        // Outside the lock, and without the caller's token: others may have joined, and one who leaves must not take it from them.
        _ = ReadAsync(user, mine);
        return new(mine.Task.WaitAsync(cancellationToken));
    }

    /// <summary>Drops what is known of a user; a read that is under way is given to those who wait for it and to nobody else.</summary>
    public void Forget(UserId user)
    {
        lock (_gate)
        {
            _young.Remove(user);
            _old.Remove(user);
        }
    }

    private async Task ReadAsync(UserId user, TaskCompletionSource<UserProfile?> target)
    {
        try
        {
            target.SetResult(await _grains.GetGrain<IUserGrain>(user.Value).GetProfileAsync());
        }
        catch (Exception exception)
        {
            lock (_gate)
            {
                if (_young.TryGetValue(user, out var entry) && entry.Task == target.Task) _young.Remove(user);
                if (_old.TryGetValue(user, out entry) && entry.Task == target.Task) _old.Remove(user);
            }

            target.SetException(exception);
            _ = target.Task.Exception;   // seen, even when every waiter has left
        }
    }

    private Entry? Find(UserId user, long now)
    {
        if (!_young.TryGetValue(user, out var entry) && !_old.TryGetValue(user, out entry)) return null;
        return _clock.GetElapsedTime(entry.ReadAt, now) < Lifetime ? entry : null;
    }

    private void Turn(long now)
    {
        if (_young.Count < _entriesMax && _clock.GetElapsedTime(_youngSince, now) < Lifetime) return;
        (_young, _old) = (_old, _young);
        _young.Clear();
        _youngSince = now;
    }

    private sealed record Entry(Task<UserProfile?> Task, long ReadAt);
}
