using Orleans;
using OrleansChat.Users;

namespace OrleansChat.Auth;

/// <summary>
/// The profiles of the users that call. An entry lives at most <see cref="Lifetime"/> from the moment its read began, so that nothing
/// older is ever shown; a user's grain asks for <see cref="Forget"/> when something changes, which is only faster.
/// </summary>
// Threads: any may call.
// I1: an entry is used only while its age is below Lifetime.  I2: at most one read per uid is joined at a time; Forget ends the joining.
// Locks: _gate only; no grain call under it. At the bound: the older half of the entries is dropped.
internal sealed class CallerCache
{
    /// <summary>How long an entry may be used.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromSeconds(2);

    /// <summary>The bound of entries per half.</summary>
    public const int EntriesMax = 50_000;

    private readonly Lock _gate = new();
    private readonly IGrainFactory _grains;
    private readonly TimeProvider _clock;
    private readonly Generations<UserId, Entry> _entries;
    private long _turnedAt;

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
        _entries = new Generations<UserId, Entry>(entriesMax);
        _turnedAt = clock.GetTimestamp();
    }

    /// <summary>How many entries there are, used or not.</summary>
    public int Count
    {
        get { lock (_gate) return _entries.Count; }
    }

    /// <summary>The profile of a user, or null when there is no such user. A failed read is not kept.</summary>
    public ValueTask<UserProfile?> GetAsync(UserId user, CancellationToken cancellationToken)
    {
        var now = _clock.GetTimestamp();
        TaskCompletionSource<UserProfile?> mine;
        lock (_gate)
        {
            if (_entries.TryGet(user, out var known) && _clock.GetElapsedTime(known.ReadAt, now) < Lifetime)
                return known.Task.IsCompletedSuccessfully ? new(known.Task.Result) : new(known.Task.WaitAsync(cancellationToken));
            mine = new TaskCompletionSource<UserProfile?>(TaskCreationOptions.RunContinuationsAsynchronously);
            DropExpired(now);
            _entries.Set(user, new Entry(mine.Task, now));
        }

        // Outside the lock, and without the caller's token: others may have joined, and one who leaves must not take it from them.
        _ = ReadAsync(user, mine);
        return new(mine.Task.WaitAsync(cancellationToken));
    }

    /// <summary>Drops what is known of a user; a read that is under way is given to those who wait for it and to nobody else.</summary>
    public void Forget(UserId user)
    {
        lock (_gate) _entries.Remove(user);
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
                if (_entries.TryGet(user, out var entry) && entry.Task == target.Task) _entries.Remove(user);
            }

            target.SetException(exception);
            _ = target.Task.Exception;   // seen, even when every waiter has left
        }
    }

    // The old half is older than one lifetime by then, so that users who left are not held for longer than two.
    private void DropExpired(long now)
    {
        if (_clock.GetElapsedTime(_turnedAt, now) < Lifetime) return;
        _entries.Turn();
        _turnedAt = now;
    }

    private sealed record Entry(Task<UserProfile?> Task, long ReadAt);
}
