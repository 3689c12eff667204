using System.Buffers;
using System.Diagnostics;

namespace OrleansChat.Sockets.WebSockets;

/// <content>The flush loop: takes what waits, writes it, until nothing waits.</content>
internal sealed partial class WebSocketOutbox
{
    /// <summary>Bytes of entries in the write under way; the pong is bounded by itself and not counted.</summary>
    private int _writing;

    /// <summary>Completes when no write is under way any more; for the end of a request, which takes the stream away.</summary>
    private TaskCompletionSource? _idle;

    /// <summary>Completes as soon as the flush loop does not touch the stream; after <see cref="Stop"/> it never does again.</summary>
    public Task WhenIdleAsync()
    {
        lock (_gate)
        {
            if (!_flushing) return Task.CompletedTask;
            _idle ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            return _idle.Task;
        }
    }

    void IThreadPoolWorkItem.Execute() => _ = FlushAsync();

    private async Task FlushAsync()
    {
        try
        {
            while (TryTake(out var bytes, out var rented))
            {
                try
                {
                    await stream.WriteAsync(bytes);
                }
                finally
                {
                    if (rented is not null) ArrayPool<byte>.Shared.Return(rented);
                }

                EndWrite();
            }
        }
        catch (Exception)
        {
            // Whatever the stream threw: nothing can be written any more, and the end of the connection is how all learn of it.
            EndFailed();
            failed();
        }
    }

    /// <summary>Takes the next write; with nothing to take, the loop has ended when this returns.</summary>
    private bool TryTake(out ReadOnlyMemory<byte> bytes, out byte[]? rented)
    {
        lock (_gate)
        {
            Debug.Assert(_flushing && _writing == 0, "I4: exactly one flush loop, one write at a time");
            rented = null;
            bytes = default;
            if (_count == 0 && _pongLength == 0)
            {
                EndLoop();
                return false;
            }

            var isAlone = _pongLength == 0 && (_count == 1 || _entries![_first].Length >= limits.WriteBytesMax);
            bytes = isAlone ? TakeFirst() : Gather(out rented);
            return true;
        }
    }

    /// <summary>The pong and as many entries as fit; an entry that does not fit waits for the next write whole.</summary>
    private ReadOnlyMemory<byte> Gather(out byte[] rented)
    {
        rented = ArrayPool<byte>.Shared.Rent(Math.Min(_bytes + _pongLength, limits.WriteBytesMax));
        _pong.AsSpan(0, _pongLength).CopyTo(rented);
        var length = _pongLength;
        _pongLength = 0;
        while (_count > 0 && _entries![_first].Length <= limits.WriteBytesMax - length)
        {
            var frames = TakeFirst();
            frames.CopyTo(rented.AsMemory(length));
            length += frames.Length;
        }

        return rented.AsMemory(0, length);
    }

    private ReadOnlyMemory<byte> TakeFirst()
    {
        var frames = _entries![_first];
        _entries[_first++] = default;
        if (--_count == 0) ReturnEntries();
        _writing += frames.Length;
        CheckInvariants();
        return frames;
    }

    private void EndWrite()
    {
        lock (_gate)
        {
            _bytes -= _writing;
            _writing = 0;
            _lastProgress = time.GetTimestamp();
            CheckInvariants();
        }
    }

    private void EndFailed()
    {
        lock (_gate)
        {
            Stop();
            _bytes -= _writing;
            _writing = 0;
            EndLoop();
        }
    }

    private void EndLoop()
    {
        CheckInvariants();
        _flushing = false;

        // Nothing enters behind the close frame, so an empty outbox means that it has been written; after Stop this is a no-op.
        _completed?.TrySetResult(true);
        _idle?.TrySetResult();
        _idle = null;
    }
}
