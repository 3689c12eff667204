using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using OrleansChat.Storage;

namespace OrleansChat.Inbox;

/// <summary>Writes cursors behind: collects what was confirmed and saves it in one transaction, soon (design.md 3.7).</summary>
// Threads: any may call Mark and SaveAsync; exactly one runs the flush loop.
// I1: a cursor that was marked is in _dirty or in the save that is under way.  I2: at most one flush loop runs.
// Locks: _gate only; never awaited under it.  At the bound: the flush starts at once instead of after the wait; a failed save
// puts its cursors back, so _dirty never holds more than one position for each (user, app, log).
public sealed partial class CursorWriter(
    ICursorStore store,
    TimeProvider clock,
    IOptions<InboxOptions> options,
    TaskScheduler scheduler,
    ILogger<CursorWriter> logger) : IHostedService
{
    // A save is one transaction; this many rows take a few milliseconds of the writer's time.
    private const int BatchMax = 2_000;

    private readonly Lock _gate = new();
    private readonly TimeSpan _wait = TimeSpan.FromMilliseconds(options.Value.ReceiptMillisecondsMax);
    private Dictionary<(long User, string App, long Log), StoredCursor> _dirty = [];
    private bool _isFlushing;

    /// <summary>Notes a position; it is durable after at most the configured wait and one commit.</summary>
    public void Mark(StoredCursor cursor)
    {
        lock (_gate)
        {
            Put(cursor);
            if (_isFlushing) return;
            _isFlushing = true;
        }

        using (ExecutionContext.SuppressFlow())
        {
            _ = Task.Factory.StartNew(FlushLoopAsync, CancellationToken.None, TaskCreationOptions.DenyChildAttach, scheduler).Unwrap();
        }
    }

    /// <summary>Makes one position durable now, for a session that ends.</summary>
    public async Task SaveAsync(StoredCursor cursor)
    {
        lock (_gate) _dirty.Remove(KeyOf(cursor));
        try
        {
            await store.SaveAsync([cursor]);
        }
        catch
        {
            Mark(cursor);
            throw;
        }
    }

    /// <inheritdoc/>
    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Saves what is left.</summary>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        while (TakeBatch() is { Count: > 0 } batch) await store.SaveAsync(batch);
    }

    private async Task FlushLoopAsync()
    {
        while (true)
        {
            if (!HasFullBatch()) await Task.Delay(_wait, clock);
            var batch = TakeBatch();
            if (batch.Count == 0 && TryStop()) return;
            if (batch.Count == 0) continue;
            try
            {
                await store.SaveAsync(batch);
            }
            catch (Exception exception)
            {
                PutBack(batch);
                LogSaveFailed(exception, batch.Count);
                await Task.Delay(TimeSpan.FromSeconds(1), clock);
            }
        }
    }

    private bool HasFullBatch()
    {
        lock (_gate) return _dirty.Count >= BatchMax;
    }

    private bool TryStop()
    {
        lock (_gate)
        {
            if (_dirty.Count > 0) return false;
            _isFlushing = false;
            return true;
        }
    }

    private List<StoredCursor> TakeBatch()
    {
        lock (_gate)
        {
            if (_dirty.Count <= BatchMax)
            {
                var all = _dirty.Values.ToList();
                _dirty = [];
                return all;
            }

            var some = _dirty.Values.Take(BatchMax).ToList();
            foreach (var cursor in some) _dirty.Remove(KeyOf(cursor));
            return some;
        }
    }

    private void PutBack(List<StoredCursor> batch)
    {
        lock (_gate)
        {
            foreach (var cursor in batch) Put(cursor);
        }
    }

    private void Put(StoredCursor cursor)
    {
        if (!_dirty.TryGetValue(KeyOf(cursor), out var known) || known.Confirmed <= cursor.Confirmed) _dirty[KeyOf(cursor)] = cursor;
    }

    private static (long User, string App, long Log) KeyOf(StoredCursor cursor) => (cursor.User.Value, cursor.App, cursor.Log.Value);

    [LoggerMessage(EventId = 1102, Level = LogLevel.Error, Message = "Saving {Count} cursors failed; they are tried again in a second")]
    private partial void LogSaveFailed(Exception exception, int count);
}
