using System.Buffers.Binary;

namespace OrleansChat.Sessions;

/// <summary>
/// What was written to one socket and not yet confirmed by a pong (design.md 3.7). A ping carries the connection's nonce and the count
/// of frames before it; WebSocket stacks answer pings in order, so its pong confirms them all. Pure; not thread-safe.
/// </summary>
internal sealed class ReceiptWindow(ulong nonce, int framesMax, int bytesMax)
{
    /// <summary>Length of a ping's payload: the nonce and the position, big-endian.</summary>
    public const int PayloadLength = sizeof(ulong) + sizeof(long);

    private readonly Queue<Written> _written = new();
    private long _position;
    private long _confirmed;
    private long _pinged;
    private int _bytes;

    /// <summary>Whether nothing waits for a receipt.</summary>
    public bool IsEmpty => _written.Count == 0;

    /// <summary>Whether another frame may be written.</summary>
    public bool HasRoom => _written.Count < framesMax && _bytes < bytesMax;

    /// <summary>Whether a ping is under way.</summary>
    public bool IsPinging => _pinged > _confirmed;

    /// <summary>Whether frames wait that no ping has asked for, although none is under way.</summary>
    public bool NeedsPing => !IsEmpty && !IsPinging;

    /// <summary>Since when the oldest frame, or the ping that came after the last receipt, waits; null when nothing does.</summary>
    public long? WaitsSince { get; private set; }

    /// <summary>A frame was handed to the socket.</summary>
    /// <param name="sequence">Its place in the log.</param>
    /// <param name="bytes">Its length.</param>
    /// <param name="now">A monotonic timestamp.</param>
    public void Add(long sequence, int bytes, long now)
    {
        _position++;
        _bytes += bytes;
        _written.Enqueue(new Written(_position, sequence, bytes));
        WaitsSince ??= now;
    }

    /// <summary>Writes the payload of the next ping, unless one is under way or there is nothing to ask for.</summary>
    public bool TryPing(Span<byte> payload)
    {
        if (IsPinging || _pinged == _position) return false;
        _pinged = _position;
        BinaryPrimitives.WriteUInt64BigEndian(payload, nonce);
        BinaryPrimitives.WriteInt64BigEndian(payload[sizeof(ulong)..], _position);
        return true;
    }

    /// <summary>The ping that was just made could not be handed to the socket: it is to be made again.</summary>
    public void PingRefused() => _pinged = _confirmed;

    /// <summary>Takes a pong.</summary>
    /// <param name="payload">Its payload.</param>
    /// <param name="now">A monotonic timestamp.</param>
    /// <returns>The highest sequence that is confirmed by it; null when it confirms nothing: not an answer to this connection's ping,
    /// to a ping that was never sent, or to one that was answered already.</returns>
    public long? TryConfirm(ReadOnlySpan<byte> payload, long now)
    {
        if (payload.Length != PayloadLength || BinaryPrimitives.ReadUInt64BigEndian(payload) != nonce) return null;
        var position = BinaryPrimitives.ReadInt64BigEndian(payload[sizeof(ulong)..]);
        if (position <= _confirmed || position > _pinged) return null;

        _confirmed = position;
        long? sequence = null;
        while (_written.TryPeek(out var written) && written.Position <= position)
        {
            _written.Dequeue();
            _bytes -= written.Bytes;
            sequence = written.Sequence;
        }

        WaitsSince = IsEmpty ? null : now;
        return sequence;
    }

    private readonly record struct Written(long Position, long Sequence, int Bytes);
}
