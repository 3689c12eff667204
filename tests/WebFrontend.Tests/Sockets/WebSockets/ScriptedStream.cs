using System.Threading.Channels;

namespace OrleansChat.Tests.Sockets.WebSockets;

/// <summary>A transport whose other end is the test: it says what is read, sees every write, and can hold writes back.</summary>
internal sealed class ScriptedStream : Stream
{
    private readonly Channel<byte[]> _incoming = Channel.CreateUnbounded<byte[]>();
    private readonly Channel<byte[]> _writes = Channel.CreateUnbounded<byte[]>();
    private readonly CancellationTokenSource _aborted = new();
    private volatile TaskCompletionSource _gate = Opened();
    private ReadOnlyMemory<byte> _rest;
    private int _writersInside;

    public int Aborts { get; private set; }

    public bool WritersOverlapped { get; private set; }

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    /// <summary>What the peer sends.</summary>
    public void Receive(params ClientFrame[] frames) => _incoming.Writer.TryWrite([.. frames.SelectMany(f => f.ToBytes())]);

    /// <summary>What the peer sends, cut into pieces of the given lengths, over and over.</summary>
    public void ReceiveBytes(byte[] bytes, int[] pieces)
    {
        for (int at = 0, piece = 0; at < bytes.Length; piece++)
        {
            var length = Math.Min(pieces[piece % pieces.Length], bytes.Length - at);
            _incoming.Writer.TryWrite(bytes[at..(at + length)]);
            at += length;
        }
    }

    /// <summary>Everything written so far that <see cref="NextWriteAsync"/> has not returned.</summary>
    public byte[] Written()
    {
        var written = new List<byte>();
        while (_writes.Reader.TryRead(out var bytes)) written.AddRange(bytes);
        return [.. written];
    }

    /// <summary>The peer ends its side without a close frame.</summary>
    public void EndIncoming() => _incoming.Writer.TryComplete();

    public void Abort()
    {
        Aborts++;
        _aborted.Cancel();
    }

    /// <summary>Lets no write end until <see cref="ReleaseWrites"/>.</summary>
    public void HoldWrites() => _gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);

    public void ReleaseWrites() => _gate.TrySetResult();

    /// <summary>The next write as it began, even while it is held.</summary>
    public Task<byte[]> NextWriteAsync() => _writes.Reader.ReadAsync().AsTask().WaitAsync(TestDeadline.Generous);

    public bool HasWrite => _writes.Reader.TryPeek(out _);

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (_rest.IsEmpty)
        {
            using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, _aborted.Token);
            if (!await _incoming.Reader.WaitToReadAsync(either.Token)) return 0;
            _rest = await _incoming.Reader.ReadAsync(either.Token);
        }

        var taken = Math.Min(buffer.Length, _rest.Length);
        _rest[..taken].CopyTo(buffer);
        _rest = _rest[taken..];
        return taken;
    }

    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (Interlocked.Increment(ref _writersInside) != 1) WritersOverlapped = true;
        try
        {
            _aborted.Token.ThrowIfCancellationRequested();
            _writes.Writer.TryWrite(buffer.ToArray());
            await _gate.Task.WaitAsync(_aborted.Token);
        }
        finally
        {
            Interlocked.Decrement(ref _writersInside);
        }
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException("a socket is never read synchronously");

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException("a socket is never written synchronously");

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing) _aborted.Dispose();
        base.Dispose(disposing);
    }

    private static TaskCompletionSource Opened()
    {
        var gate = new TaskCompletionSource();
        gate.SetResult();
        return gate;
    }
}
