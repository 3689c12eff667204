namespace OrleansChat.Tests.Sockets.WebSockets;

/// <summary>A transport whose peer says nothing until the test lets it, and takes everything; weighs next to nothing itself.</summary>
internal sealed class SilentStream : Stream
{
    private TaskCompletionSource<int>? _reading;
    private byte[] _incoming = [];

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    /// <summary>Lets the peer say this; the reader goes on within the call.</summary>
    public void Receive(byte[] bytes)
    {
        _incoming = bytes;
        _reading!.SetResult(0);
    }

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (_incoming.Length == 0)
        {
            Assert.True(buffer.IsEmpty, "a reader that waits brings no buffer");
            _reading = new TaskCompletionSource<int>();
            return new ValueTask<int>(_reading.Task);
        }

        var taken = Math.Min(buffer.Length, _incoming.Length);
        _incoming.AsSpan(0, taken).CopyTo(buffer.Span);
        _incoming = _incoming[taken..];
        return new ValueTask<int>(taken);
    }

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default) => ValueTask.CompletedTask;

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();
}
