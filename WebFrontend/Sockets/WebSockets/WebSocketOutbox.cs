using System.Buffers;
using System.Diagnostics;

namespace OrleansChat.Sockets.WebSockets;

// Threads: any may call TryEnqueue, EnqueuePong, Complete, Stop; at most one runs FlushAsync, from a pool thread.
// I1: _bytes equals the lengths over _entries and the write under way.  I2: after _completed or _stopped nothing enters.
// I3: entries leave in entry order and whole, the close frame last; a pong goes between two entries, before the close frame.
// I4: _flushing is true exactly while FlushAsync is queued or running; without it nothing waits.
// Locks: _gate only; never held over an await or a call of the stream.
// At the bound: TryEnqueue returns false and nothing is kept; the session falls back to reading the log.

/// <summary>Frames on their way out of one connection: bounded in bytes and entries, gathered into few writes. Holds nothing while idle.</summary>
internal sealed partial class WebSocketOutbox(Stream stream, WebSocketLimits limits, TimeProvider time, Action failed) : IThreadPoolWorkItem
{
    private readonly Lock _gate = new();

    /// <summary>Rented while something waits, given back when the last entry has left.</summary>
    private ReadOnlyMemory<byte>[]? _entries;
    private int _first;
    private int _count;
    private int _bytes;

    /// <summary>The newest pong; one that waits longer than until the next ping is overtaken, as RFC 6455 5.5.3 allows.</summary>
    private byte[]? _pong;
    private int _pongLength;

    /// <summary>Set with the close frame; true when it was written, false when the outbox stopped before.</summary>
    private TaskCompletionSource<bool>? _completed;
    private bool _stopped;
    private bool _flushing;
    private long _lastProgress;

    /// <summary>Bytes waiting for or in a write.</summary>
    public int Bytes
    {
        get { lock (_gate) return _bytes; }
    }

    /// <summary>Whether the close frame has been added.</summary>
    public bool IsCompleting
    {
        get { lock (_gate) return _completed is not null; }
    }

    /// <summary>How long no write has ended although something waits; zero while nothing waits.</summary>
    public TimeSpan StalledFor
    {
        get { lock (_gate) return _flushing ? time.GetElapsedTime(_lastProgress) : TimeSpan.Zero; }
    }

    /// <summary>Adds whole frames behind those that wait; never blocks and never touches the stream.</summary>
    /// <param name="frames">One or more whole frames. Kept by reference until written: never to be changed.</param>
    /// <returns>False when a bound would be passed or the connection is closing: nothing was added.</returns>
    public bool TryEnqueue(ReadOnlyMemory<byte> frames)
    {
        if (frames.IsEmpty) throw new ArgumentException("An entry is at least one whole frame.", nameof(frames));
        lock (_gate)
        {
            if (_completed is not null || _stopped) return false;
            if (frames.Length > limits.OutboxBytesMax - _bytes || _count >= limits.OutboxEntriesMax) return false;
            Append(frames);
            StartFlush();
            return true;
        }
    }

    /// <summary>Answers a ping; replaces a pong that has not left yet, so that a flood of pings costs one frame.</summary>
    public void EnqueuePong(ReadOnlySpan<byte> payload)
    {
        lock (_gate)
        {
            if (_completed is not null || _stopped) return;
            if (_pong is null || _pong.Length < payload.Length + 2) _pong = new byte[WebSocketFrames.FrameLength(payload.Length)];
            _pongLength = WebSocketFrames.WritePong(_pong, payload);
            StartFlush();
        }
    }

    /// <summary>Adds the close frame, the last that leaves. Only the first call does.</summary>
    /// <param name="closeFrame">The frame.</param>
    /// <param name="dropWaiting">Whether frames that no write has taken yet are dropped: a peer that closes reads them no more.</param>
    /// <param name="isFirst">Whether this call added its frame.</param>
    /// <returns>Completes with true when the close frame was written, with false when the outbox was stopped before.</returns>
    public Task<bool> Complete(ReadOnlyMemory<byte> closeFrame, bool dropWaiting, out bool isFirst)
    {
        lock (_gate)
        {
            isFirst = _completed is null;
            if (!isFirst) return _completed!.Task;
            _completed = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
            if (_stopped)
            {
                _completed.SetResult(false);
            }
            else
            {
                if (dropWaiting) DropWaiting();
                Append(closeFrame);
                StartFlush();
            }

            return _completed.Task;
        }
    }

    /// <summary>Drops what waits and lets nothing in any more; a write under way is left to the end of the transport.</summary>
    public void Stop()
    {
        lock (_gate)
        {
            _stopped = true;
            DropWaiting();
            _completed?.TrySetResult(false);
        }
    }

    private void Append(ReadOnlyMemory<byte> frames)
    {
        if (_entries is null || _first + _count == _entries.Length) MakeRoom();
        _entries![_first + _count++] = frames;
        _bytes += frames.Length;
        CheckInvariants();
    }

    private void MakeRoom()
    {
        var waiting = _entries.AsSpan(_first, _count);
        if (_first > 0 && _first >= _count)
        {
            // More than half of the room lies before the first entry: moving costs less than growing.
            waiting.CopyTo(_entries);
            _entries.AsSpan(_count, _first).Clear();
        }
        else
        {
            var grown = ArrayPool<ReadOnlyMemory<byte>>.Shared.Rent(Math.Max(_count * 2, 16));
            waiting.CopyTo(grown);
            ReturnEntries();
            _entries = grown;
        }

        _first = 0;
    }

    private void DropWaiting()
    {
        foreach (var frames in _entries.AsSpan(_first, _count)) _bytes -= frames.Length;
        _count = 0;
        _pongLength = 0;
        ReturnEntries();
        CheckInvariants();
    }

    private void ReturnEntries()
    {
        // Cleared: entries are references to frames, which the pool must not keep alive.
        if (_entries is { } entries) ArrayPool<ReadOnlyMemory<byte>>.Shared.Return(entries, clearArray: true);
        _entries = null;
        _first = 0;
    }

    private void StartFlush()
    {
        if (_flushing) return;
        _flushing = true;
        _lastProgress = time.GetTimestamp();

        // On a pool thread: the caller never runs the transport's code, and what it enqueues next joins the same write.
        ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
    }

    [Conditional("DEBUG")]
    private void CheckInvariants()
    {
        Debug.Assert(_gate.IsHeldByCurrentThread, "the outbox changes only under _gate");
        var waiting = 0;
        foreach (var frames in _entries.AsSpan(_first, _count)) waiting += frames.Length;
        Debug.Assert(_bytes == waiting + _writing, $"I1: {_bytes} bytes counted, {waiting} wait and {_writing} are in a write");
        Debug.Assert(_count > 0 || _entries is null, "an idle outbox holds no rented array");
    }
}
