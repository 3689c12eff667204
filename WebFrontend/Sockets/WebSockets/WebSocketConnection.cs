namespace OrleansChat.Sockets.WebSockets;

// Threads: one reads (ReadAsync); any may call TryEnqueue, CloseAsync, Abort and the properties; the outbox writes on pool threads.
// I1: the first cause of the end wins and is told once.  I2: after the end nothing is read or enqueued.
// I3: at most one close frame leaves, as the last frame; Abort and every failure send none.
// I4: _reading is 1 exactly while a read is under way, by the reader or by a CloseAsync that found none; it guards the frame
// reader and the input.
// Locks: none here (_end and _reading are exchanged atomically); the outbox has its own.
// At the bound: TryEnqueue returns false (see WebSocketOutbox); a message over its bound ends the connection.

/// <summary>
/// One WebSocket over the stream of an accepted request. A close frame logs our users out, so none is sent but by
/// <see cref="CloseAsync"/> and as the echo of the peer's own; all else ends the transport, which a peer sees as 1006.
/// </summary>
/// <remarks>
/// An idle connection holds no rented buffer and no timer. Dispose it before the request ends: after that the stream belongs
/// to somebody else.
/// </remarks>
internal sealed partial class WebSocketConnection : IAsyncDisposable
{
    private readonly Stream _stream;
    private readonly Action _abortTransport;
    private readonly WebSocketLimits _limits;
    private readonly TimeProvider _time;
    private readonly WebSocketFrameReader _reader;
    private readonly WebSocketOutbox _outbox;
    private readonly TaskCompletionSource<WebSocketEnd> _closed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _end;
    private int _reading;
    private Task _discarding = Task.CompletedTask;

    /// <summary>Rented while bytes are there that the frame reader has not taken yet.</summary>
    private byte[]? _input;
    private int _inputStart;
    private int _inputEnd;

    /// <summary>Begins a connection; nothing is read before the first <see cref="ReadAsync"/>.</summary>
    /// <param name="stream">What <see cref="WebSocketHandshake.AcceptAsync"/> returned; the connection does not dispose it.</param>
    /// <param name="abortTransport">Ends the transport at once: <see cref="HttpContext.Abort"/>. Called at most once.</param>
    /// <param name="limits">The bounds.</param>
    /// <param name="time">The clock of the closing handshake and of <see cref="StalledFor"/>.</param>
    public WebSocketConnection(Stream stream, Action abortTransport, WebSocketLimits limits, TimeProvider time)
    {
        _stream = stream;
        _abortTransport = abortTransport;
        _limits = limits;
        _time = time;
        _reader = new WebSocketFrameReader(limits.MessageBytesMax);
        _outbox = new WebSocketOutbox(stream, limits, time, () => EndNow(WebSocketEnd.TransportEnded));
    }

    /// <summary>Completes with the reason when the connection is over; never faults.</summary>
    public Task<WebSocketEnd> Closed => _closed.Task;

    /// <summary>The rule that the peer broke, when <see cref="Closed"/> says <see cref="WebSocketEnd.ProtocolError"/>.</summary>
    public WebSocketProtocolError ProtocolError { get; private set; }

    /// <summary>Bytes that wait to be written; zero when everything has been handed to the transport.</summary>
    public int OutboxBytes => _outbox.Bytes;

    /// <summary>How long frames wait without any write having ended; zero while none waits. For a watchdog that aborts.</summary>
    public TimeSpan StalledFor => _outbox.StalledFor;

    private bool IsOver => Volatile.Read(ref _end) != 0;

    /// <summary>Puts whole frames behind those that wait. Any thread; never blocks, never runs the transport's code.</summary>
    /// <param name="frames">
    /// One or more whole frames of <see cref="WebSocketFrames"/>. Kept by reference until written and often shared by many
    /// sockets: never to be changed. What one call brings leaves without other entries between.
    /// </param>
    /// <returns>False when the outbox would pass a bound, or the connection is closing or over: nothing was added.</returns>
    public bool TryEnqueue(ReadOnlyMemory<byte> frames) => _outbox.TryEnqueue(frames);

    /// <summary>
    /// Sends a close frame behind all that waits, waits for the peer's, each within <see cref="WebSocketLimits.CloseTimeout"/>,
    /// and ends. Only for a deliberate kick or refusal. Any thread, with or without a reader; the end of the request then
    /// ends the transport.
    /// </summary>
    /// <param name="code">The code the peer sees; none: it sees 1005.</param>
    /// <returns>Completes with the reason of the end, which may be another one that came first.</returns>
    public async Task<WebSocketEnd> CloseAsync(ushort? code = null)
    {
        var frame = new byte[WebSocketFrames.FrameLength(code is null ? 0 : sizeof(ushort))];
        WebSocketFrames.WriteClose(frame, code);
        var written = _outbox.Complete(frame, dropWaiting: false, out _);
        if (!await IsInTimeAsync(written)) EndNow(WebSocketEnd.CloseTimedOut);

        // Without a reader nobody would see the peer's answer; what else it still says is of no interest then.
        if (Interlocked.Exchange(ref _reading, 1) == 0) _discarding = DiscardAsync();
        if (!await IsInTimeAsync(Closed)) EndNow(WebSocketEnd.CloseTimedOut);
        return await Closed;
    }

    /// <summary>Ends the transport at once without a close frame: the peer sees 1006 and comes back. Idempotent; any thread.</summary>
    public void Abort() => EndNow(WebSocketEnd.Aborted);

    /// <summary>Aborts unless the connection is over already, then waits until nothing touches the stream any more.</summary>
    public async ValueTask DisposeAsync()
    {
        EndNow(WebSocketEnd.Aborted);
        await _outbox.WhenIdleAsync();
        await _discarding;

        // A reader's own read ends with the transport and gives its buffers back itself; only without one they are ours to give.
        if (Interlocked.Exchange(ref _reading, 1) == 0) ReleaseInput();
    }

    /// <summary>Ends in order: both close frames have passed, and the end of the request closes the transport.</summary>
    private void EndInOrder(WebSocketEnd end)
    {
        if (Interlocked.CompareExchange(ref _end, (int)end, 0) != 0) return;
        _outbox.Stop();
        _closed.TrySetResult(end);
    }

    private void EndNow(WebSocketEnd end)
    {
        if (Interlocked.CompareExchange(ref _end, (int)end, 0) != 0) return;

        // The outbox first: no frame may be accepted once the connection counts as ended.
        _outbox.Stop();
        _abortTransport();
        _closed.TrySetResult(end);
    }

    private async Task<bool> IsInTimeAsync(Task task)
    {
        try
        {
            await task.WaitAsync(_limits.CloseTimeout, _time);
            return true;
        }
        catch (TimeoutException)
        {
            return false;
        }
    }
}
