using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using OrleansChat.Storage;
using OrleansChat.Users;

namespace OrleansChat.Inbox;

/// <summary>Writes cursors behind: collects what was confirmed and saves it in one transaction, soon (design.md 3.7).</summary>
// Threads: any may call Mark, SaveAsync and Forget; exactly one runs the flush loop.
// I1: a cursor that was marked is in _dirty or in the save that is under way.  I2: at most one flush loop runs; _flushed completes with it.
// I3: an app is removed only after every cursor that was marked before it was forgotten is durable, and not when it was marked again since.
// Locks: _gate only; never awaited under it.  At the bound: a save holds at most BatchMax rows and the next one follows at once; a failed
// save puts its cursors back, so _dirty never holds more than one position for each (user, app, log). Apps beyond ForgottenMax are not
// removed here: the user's next activation leaves them out again.
public sealed partial class CursorWriter(
    ICursorStore store,
    TimeProvider clock,
    IOptions<InboxOptions> options,
    TaskScheduler scheduler,
    ILogger<CursorWriter> logger) : IHostedService
{
    // A save is one transaction; this many rows take a few milliseconds of the writer's time.
    private const int BatchMax = 2_000;
    private const int ForgottenMax = 10_000;

    private static readonly TimeSpan AgainAfter = TimeSpan.FromSeconds(1);

    private readonly Lock _gate = new();
    private readonly TimeSpan _wait = TimeSpan.FromMilliseconds(options.Value.ReceiptMillisecondsMax);
    private readonly TaskCompletionSource _stopping = new();
    private readonly HashSet<(UserId User, string App)> _forgotten = [];
    private Dictionary<(long User, string App, long Log), StoredCursor> _dirty = [];
    private TaskCompletionSource? _flushed;
    private bool _isEnded;

    /// <summary>Notes a position; it is durable after at most the configured wait and one commit.</summary>
    public void Mark(StoredCursor cursor)
    {
        lock (_gate) Put(cursor);
        StartFlushing();
    }

    /// <summary>Removes an app's cursors, after what was marked before is durable: the highest position is never lost between the two.</summary>
    public void Forget(UserId user, string app)
    {
        lock (_gate)
        {
            if (_forgotten.Count >= ForgottenMax) return;
            _forgotten.Add((user, app));
            foreach (var key in _dirty.Keys.Where(key => key.User == user.Value && key.App == app).ToList()) _dirty.Remove(key);
        }

        StartFlushing();
    }

    /// <summary>Makes one position durable now, for a session that ends.</summary>
    public Task SaveAsync(StoredCursor cursor) => SaveAsync([cursor]);

    /// <summary>Makes positions durable now; a higher one that waits goes with them.</summary>
    public async Task SaveAsync(IReadOnlyList<StoredCursor> cursors)
    {
        if (cursors.Count == 0) return;
        List<StoredCursor> highest;
        lock (_gate) highest = [.. cursors.Select(TakeHighest)];
        try
        {
            await store.SaveAsync(highest);
        }
        catch
        {
            foreach (var cursor in highest) Mark(cursor);
            throw;
        }
    }

    /// <inheritdoc/>
    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Saves what is left, at once; gives up only when the host does.</summary>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        _stopping.TrySetResult();
        Task flushed;
        lock (_gate) flushed = _flushed?.Task ?? Task.CompletedTask;
        try
        {
            await flushed.WaitAsync(cancellationToken);
        }
        finally
        {
            lock (_gate) _isEnded = true;
        }
    }

    private void StartFlushing()
    {
        lock (_gate)
        {
            if (_flushed is not null || _isEnded) return;
            _flushed = new TaskCompletionSource();
        }

        using (ExecutionContext.SuppressFlow())
        {
            _ = Task.Factory.StartNew(FlushLoopAsync, CancellationToken.None, TaskCreationOptions.DenyChildAttach, scheduler).Unwrap();
        }
    }

    private async Task FlushLoopAsync()
    {
        do
        {
            if (!HasFullBatch()) await Task.WhenAny(Task.Delay(_wait, clock), _stopping.Task);
            var (cursors, forgotten) = TakeBatch();
            if (await TrySaveAsync(cursors)) await RemoveAsync(forgotten);
        }
        while (!TryEnd());
    }

    private async Task<bool> TrySaveAsync(List<StoredCursor> cursors)
    {
        try
        {
            if (cursors.Count > 0) await store.SaveAsync(cursors);
            return true;
        }
        catch (Exception exception)
        {
            PutBack(cursors);
            LogSaveFailed(exception, cursors.Count);
            await Task.Delay(AgainAfter, clock);
            return false;
        }
    }

    private async Task RemoveAsync(List<(UserId User, string App)> forgotten)
    {
        foreach (var app in forgotten)
        {
            lock (_gate)
            {
                if (!_forgotten.Remove(app)) continue;
            }

            try
            {
                await store.RemoveAppAsync(app.User, app.App);
            }
            catch (Exception exception)
            {
                LogRemoveFailed(exception, app.User);
            }
        }
    }

    private bool HasFullBatch()
    {
        lock (_gate) return _dirty.Count >= BatchMax;
    }

    private bool TryEnd()
    {
        TaskCompletionSource flushed;
        lock (_gate)
        {
            if (!_isEnded && (_dirty.Count > 0 || _forgotten.Count > 0)) return false;
            flushed = _flushed!;
            _flushed = null;
        }

        flushed.SetResult();
        return true;
    }

    private (List<StoredCursor> Cursors, List<(UserId User, string App)> Forgotten) TakeBatch()
    {
        lock (_gate)
        {
            if (_dirty.Count <= BatchMax)
            {
                var all = _dirty.Values.ToList();
                _dirty = [];
                return (all, [.. _forgotten]);
            }

            var some = _dirty.Values.Take(BatchMax).ToList();
            foreach (var cursor in some) _dirty.Remove(KeyOf(cursor));
            return (some, []);
        }
    }

    private void PutBack(List<StoredCursor> batch)
    {
        lock (_gate)
        {
            foreach (var cursor in batch)
            {
                // What was forgotten during the save stays so.
                if (!_forgotten.Contains((cursor.User, cursor.App))) Put(cursor);
            }
        }
    }

    private void Put(StoredCursor cursor)
    {
        _forgotten.Remove((cursor.User, cursor.App));
        if (!_dirty.TryGetValue(KeyOf(cursor), out var known) || known.Confirmed <= cursor.Confirmed) _dirty[KeyOf(cursor)] = cursor;
    }

    private StoredCursor TakeHighest(StoredCursor cursor)
    {
        _forgotten.Remove((cursor.User, cursor.App));
        return _dirty.Remove(KeyOf(cursor), out var marked) && marked.Confirmed > cursor.Confirmed ? marked : cursor;
    }

    private static (long User, string App, long Log) KeyOf(StoredCursor cursor) => (cursor.User.Value, cursor.App, cursor.Log.Value);

    [LoggerMessage(EventId = 1102, Level = LogLevel.Error, Message = "Saving {Count} cursors failed; they are tried again in a second")]
    private partial void LogSaveFailed(Exception exception, int count);

    [LoggerMessage(EventId = 1103, Level = LogLevel.Warning, Message = "The cursors of a forgotten app of user {User} were not removed; the user's next activation tries again")]
    private partial void LogRemoveFailed(Exception exception, UserId user);
}
