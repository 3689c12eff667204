using System.Buffers;

namespace OrleansChat.Sockets.WebSockets;

/// <content>The reading side.</content>
internal sealed partial class WebSocketConnection
{
    /// <summary>
    /// The next <see cref="WebSocketEventKind.Text"/> or <see cref="WebSocketEventKind.Pong"/>, or
    /// <see cref="WebSocketEventKind.None"/> for ever once the connection is over. Pings and close frames are answered here.
    /// One reader; there is no token because nothing but the end of the connection ends a read.
    /// </summary>
    /// <returns>The event; its payload is valid until the next call.</returns>
    public async ValueTask<WebSocketEvent> ReadAsync()
    {
        if (Interlocked.Exchange(ref _reading, 1) != 0)
        {
            // CloseAsync found no reader and reads by itself; all that is left to see is the end.
            if (!IsOver && !_outbox.IsCompleting) throw new InvalidOperationException("A WebSocket has one reader; another read is under way.");
            await Closed;
            return default;
        }

        try
        {
            return await NextAsync();
        }
        finally
        {
            Volatile.Write(ref _reading, 0);
        }
    }

    /// <summary>Reads on for CloseAsync until the end. The caller has set _reading.</summary>
    private async Task DiscardAsync()
    {
        // A reader may still be at work on what its last read lent; that memory is left to it and never reused.
        _reader.AbandonDelivered();
        while ((await NextAsync()).Kind != WebSocketEventKind.None)
        {
        }

        Volatile.Write(ref _reading, 0);
    }

    private async ValueTask<WebSocketEvent> NextAsync()
    {
        while (!IsOver)
        {
            if (!TryReadBuffered(out var next))
            {
                await FillAsync();
            }
            else if (await IsForCallerAsync(next))
            {
                return next;
            }
        }

        ReleaseInput();
        return default;
    }

    private bool TryReadBuffered(out WebSocketEvent next)
    {
        if (_input is null)
        {
            // What the last event lent goes back before the connection waits.
            _reader.ReleaseDelivered();
            next = default;
            return false;
        }

        ReadOnlySpan<byte> input = _input.AsSpan(_inputStart, _inputEnd - _inputStart);
        var isEvent = _reader.TryRead(ref input, out next);
        _inputStart = _inputEnd - input.Length;
        if (input.IsEmpty) ReleaseInput();
        return isEvent;
    }

    private async ValueTask FillAsync()
    {
        try
        {
            // A read of nothing waits until there is something, so that waiting needs no buffer.
            _ = await _stream.ReadAsync(Memory<byte>.Empty);
            _input = ArrayPool<byte>.Shared.Rent(_limits.ReadBytesMax);
            _inputStart = 0;
            _inputEnd = await _stream.ReadAsync(_input);
        }
        catch (Exception exception) when (IsGone(exception))
        {
            _inputEnd = 0;
        }

        if (_inputEnd > 0) return;
        ReleaseInput();
        EndNow(WebSocketEnd.TransportEnded);
    }

    /// <summary>
    /// Whether an exception of the stream means that the transport is gone. A server's stream says so in all of these ways,
    /// depending on who ended it and in which state it was; anything else is a bug and is the caller's to see.
    /// </summary>
    private static bool IsGone(Exception exception) =>
        exception is IOException or OperationCanceledException or ObjectDisposedException or InvalidOperationException;

    /// <summary>Answers what the protocol wants answered; what is left is for the caller.</summary>
    private async ValueTask<bool> IsForCallerAsync(WebSocketEvent next)
    {
        switch (next.Kind)
        {
            case WebSocketEventKind.Ping:
                _outbox.EnqueuePong(next.Payload.Span);
                return false;
            case WebSocketEventKind.Close:
                await AnswerCloseAsync(next.CloseCode);
                return false;
            case WebSocketEventKind.ProtocolError:
                ProtocolError = next.Error;
                EndNow(WebSocketEnd.ProtocolError);
                return false;
            default:
                return true;
        }
    }

    /// <summary>Echoes the peer's close frame, or takes it as the answer to ours.</summary>
    private async Task AnswerCloseAsync(ushort? code)
    {
        var echo = new byte[WebSocketFrames.FrameLength(code is null ? 0 : sizeof(ushort))];
        WebSocketFrames.WriteClose(echo, code);
        var written = _outbox.Complete(echo, dropWaiting: true, out var isFirst);
        if (!await IsInTimeAsync(written)) EndNow(WebSocketEnd.CloseTimedOut);
        else EndInOrder(isFirst ? WebSocketEnd.PeerClosed : WebSocketEnd.Closed);
    }

    private void ReleaseInput()
    {
        if (_input is { } input) ArrayPool<byte>.Shared.Return(input);
        _input = null;
        _inputStart = _inputEnd = 0;
        if (IsOver) _reader.Dispose();
    }
}
