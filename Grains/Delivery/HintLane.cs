using System.Collections.Immutable;
using OrleansChat.Logs;

namespace OrleansChat.Delivery;

/// <summary>The way from this silo to one observer of a frontend.</summary>
// Threads: any may call TryPublish and TryRetire; exactly one runs SendAsync.
// I1: _unconfirmed and _unconfirmedBytes count the hints queued or in the batch that is under way.  I2: hints leave in entry order.
// I3: a log with a waiting head has no later hint in the queue (the head says it all).
// I4: after _isOver nothing enters: a log's later hints are in another lane, and two lanes keep no order.
// Locks: _gate only; never awaited under it.  At the bound: heads only, then dropped.
internal sealed class HintLane(IHintObserver observer, HintPumpOptions options, TaskScheduler scheduler, Action<HintLane, Exception> gone)
{
    private readonly Lock _gate = new();
    private readonly Queue<Hint> _queue = new();
    private readonly Dictionary<LogId, long> _heads = [];
    private int _unconfirmed;
    private long _unconfirmedBytes;
    private bool _isSending;
    private bool _isOver;

    /// <summary>Queues a hint, or drops it at the bound.</summary>
    /// <returns>False when the lane is over: the hint needs another one.</returns>
    public bool TryPublish(Hint hint)
    {
        lock (_gate)
        {
            if (_isOver) return false;
            if (_heads.ContainsKey(hint.Log) || _unconfirmed >= options.HintsMax || _unconfirmedBytes >= options.BytesMax)
            {
                if (_heads.TryGetValue(hint.Log, out var head)) _heads[hint.Log] = Math.Max(head, hint.Head);
                else if (_heads.Count < options.HeadsMax) _heads.Add(hint.Log, hint.Head);
            }
            else
            {
                _queue.Enqueue(hint);
                _unconfirmed++;
                _unconfirmedBytes += BytesOf(hint);
            }

            if (_isSending) return true;
            _isSending = true;
        }

        // Off the caller's turn, and without its execution context: the loop outlives the call that started it.
        using (ExecutionContext.SuppressFlow())
        {
            _ = Task.Factory.StartNew(SendAsync, CancellationToken.None, TaskCreationOptions.DenyChildAttach, scheduler).Unwrap();
        }

        return true;
    }

    /// <summary>Ends the lane, unless it has something to send.</summary>
    public bool TryRetire()
    {
        lock (_gate)
        {
            if (_isSending) return false;
            _isOver = true;
            return true;
        }
    }

    private async Task SendAsync()
    {
        while (TakeBatch() is { IsEmpty: false } batch)
        {
            try
            {
                await observer.TakeAsync(new HintBatch(batch));
            }
            catch (Exception exception)
            {
                Drop();
                gone(this, exception);
                return;
            }

            Confirm(batch);
        }
    }

    private ImmutableArray<Hint> TakeBatch()
    {
        lock (_gate)
        {
            var batch = ImmutableArray.CreateBuilder<Hint>(Math.Min(options.BatchMax, _queue.Count + _heads.Count));
            while (batch.Count < options.BatchMax && _queue.TryDequeue(out var hint)) batch.Add(hint);

            // Heads only after everything that was queued before them.
            if (_queue.Count == 0)
            {
                foreach (var (log, head) in _heads)
                {
                    if (batch.Count >= options.BatchMax) break;
                    batch.Add(new Hint(log, head, Entry: null));
                    _unconfirmed++;
                    _heads.Remove(log);
                }
            }

            if (batch.Count == 0) _isSending = false;
            return batch.DrainToImmutable();
        }
    }

    private void Confirm(ImmutableArray<Hint> batch)
    {
        lock (_gate)
        {
            _unconfirmed -= batch.Length;
            foreach (var hint in batch) _unconfirmedBytes -= BytesOf(hint);
        }
    }

    private static int BytesOf(Hint hint) => hint.Entry?.Body.Length ?? 0;

    private void Drop()
    {
        lock (_gate)
        {
            _queue.Clear();
            _heads.Clear();
            _unconfirmed = 0;
            _unconfirmedBytes = 0;
            _isSending = false;
            _isOver = true;
        }
    }
}
