using OrleansChat.Storage;
using OrleansChat.Users;

namespace OrleansChat.Tests;

/// <summary>The contract of <see cref="ICursorStore"/> in memory. A test can hold saves and make them fail.</summary>
internal sealed class MemoryCursors : ICursorStore
{
    private readonly Dictionary<(UserId User, string App, long Log), StoredCursor> _rows = [];
    private readonly Queue<(Func<bool> Work, TaskCompletionSource Answer)> _waiting = new();

    public bool IsHeld { get; set; }

    /// <summary>How many of the next saves fail without writing.</summary>
    public int FailNext { get; set; }

    /// <summary>Every save that was asked for, failed ones included.</summary>
    public List<IReadOnlyList<StoredCursor>> Saves { get; } = [];

    public int Waiting => _waiting.Count;

    public IEnumerable<StoredCursor> Rows => _rows.Values;

    public long? Find(UserId user, string app) => _rows.Values.FirstOrDefault(row => row.User == user && row.App == app)?.Confirmed;

    /// <summary>Puts a row there, as if it had been saved long ago.</summary>
    public void Put(StoredCursor cursor) => _rows[(cursor.User, cursor.App, cursor.Log.Value)] = cursor;

    public Task<IReadOnlyList<StoredCursor>> LoadAsync(UserId user, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<StoredCursor>>([.. _rows.Values.Where(row => row.User == user)]);

    public Task SaveAsync(IReadOnlyList<StoredCursor> cursors)
    {
        Saves.Add([.. cursors]);
        var fails = FailNext > 0;
        if (fails) FailNext--;
        return Submit(() =>
        {
            if (fails) return false;
            foreach (var cursor in cursors) Save(cursor);
            return true;
        });
    }

    public Task RemoveAppAsync(UserId user, string app) => Submit(() =>
    {
        foreach (var key in _rows.Keys.Where(key => key.User == user && key.App == app).ToList()) _rows.Remove(key);
        return true;
    });

    public void Release(int worksMax = int.MaxValue)
    {
        while (worksMax-- > 0 && _waiting.TryDequeue(out var next))
        {
            if (next.Work()) next.Answer.SetResult();
            else next.Answer.SetException(new StoreOutcomeUnknownException("A test made the save fail."));
        }
    }

    private Task Submit(Func<bool> work)
    {
        var answer = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _waiting.Enqueue((work, answer));
        if (!IsHeld) Release();
        return answer.Task;
    }

    private void Save(StoredCursor cursor)
    {
        var key = (cursor.User, cursor.App, cursor.Log.Value);
        var known = _rows.GetValueOrDefault(key);
        _rows[key] = known is null
            ? cursor
            : cursor with { Confirmed = Math.Max(known.Confirmed, cursor.Confirmed), UsedAt = Math.Max(known.UsedAt, cursor.UsedAt) };
    }
}
