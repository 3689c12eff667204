using System.Diagnostics;

namespace OrleansChat.Storage;

/// <summary>The bounded line in front of a writer.</summary>
// Threads: any may call TryEnqueue, Close and Count; exactly one calls TakeBatch.
// I1: _bytes is the sum of Bytes over _items.  I2: after _closed nothing enters.  I3: items leave in the order in which they entered.
// Locks: _gate only; no item's code but Bytes runs under it.  At the bound: TryEnqueue says Full and the caller is told that the store is busy.
internal sealed class WriteQueue<TItem>(int itemsMax, long bytesMax)
    where TItem : WriteItem
{
    private readonly object _gate = new();
    private readonly Queue<TItem> _items = new();
    private long _bytes;
    private bool _closed;

    /// <summary>How many items wait; exact only for the moment of the call.</summary>
    public int Count
    {
        get
        {
            lock (_gate)
            {
                return _items.Count;
            }
        }
    }

    /// <summary>Puts an item at the end, unless the queue is full or closed.</summary>
    public WriteQueueEntry TryEnqueue(TItem item)
    {
        lock (_gate)
        {
            if (_closed) return WriteQueueEntry.Closed;
            if (_items.Count >= itemsMax || _bytes + item.Bytes > bytesMax) return WriteQueueEntry.Full;
            _items.Enqueue(item);
            _bytes += item.Bytes;

            // The taker sleeps only on an empty queue, and there is one taker: only the first item has somebody to wake.
            if (_items.Count == 1) Monitor.Pulse(_gate);
            return WriteQueueEntry.Accepted;
        }
    }

    /// <summary>Nothing enters from now on; what waits can still be taken.</summary>
    public void Close()
    {
        lock (_gate)
        {
            _closed = true;
            Monitor.Pulse(_gate);
        }
    }

    /// <summary>Waits until something is there, and takes what waits, up to the limits but at least one item.</summary>
    /// <returns>False when the queue is closed and empty.</returns>
    public bool TakeBatch(List<TItem> batch, int batchItemsMax, int batchBytesMax)
    {
        lock (_gate)
        {
            while (_items.Count == 0)
            {
                if (_closed) return false;
                Monitor.Wait(_gate);
            }

            MoveTo(batch, batchItemsMax, batchBytesMax);
            return true;
        }
    }

    private void MoveTo(List<TItem> batch, int batchItemsMax, int batchBytesMax)
    {
        long taken = 0;
        while (batch.Count < batchItemsMax && _items.TryPeek(out var next) && (batch.Count == 0 || taken + next.Bytes <= batchBytesMax))
        {
            batch.Add(_items.Dequeue());
            taken += next.Bytes;
        }

        _bytes -= taken;
        Debug.Assert(_items.Count > 0 || _bytes == 0, "I1: an empty queue holds no bytes");
    }
}
