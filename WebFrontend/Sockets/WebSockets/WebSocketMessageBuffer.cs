using System.Buffers;
using System.Runtime.InteropServices;

namespace OrleansChat.Sockets.WebSockets;

/// <summary>The bytes of one message while its frames come in: rented, grown with what came, given back when the message has been read.</summary>
[StructLayout(LayoutKind.Auto)]
internal struct WebSocketMessageBuffer
{
    private const int FirstLength = 256;

    private byte[]? _bytes;

    /// <summary>Bytes of the message so far.</summary>
    public int Length { get; private set; }

    /// <summary>Bytes rented.</summary>
    public readonly int HeldBytes => _bytes?.Length ?? 0;

    /// <summary>The message so far.</summary>
    public readonly ReadOnlyMemory<byte> Content => _bytes.AsMemory(0, Length);

    /// <summary>Makes the message longer and returns the room for the new bytes, which the caller fills.</summary>
    /// <param name="more">How many bytes are there.</param>
    /// <param name="lengthMax">Longest message; the caller has checked that it is not passed.</param>
    public Span<byte> Extend(int more, int lengthMax)
    {
        var needed = Length + more;
        if (HeldBytes < needed)
        {
            // Doubled, so that a message in many pieces is not copied for each of them; never past the longest message.
            var grown = ArrayPool<byte>.Shared.Rent(Math.Min(Math.Max(needed, Math.Max(FirstLength, HeldBytes * 2)), lengthMax));
            Content.Span.CopyTo(grown);
            if (_bytes is { } old) ArrayPool<byte>.Shared.Return(old);
            _bytes = grown;
        }

        var room = _bytes.AsSpan(Length, more);
        Length = needed;
        return room;
    }

    /// <summary>Gives the memory back.</summary>
    public void Release()
    {
        if (_bytes is { } bytes) ArrayPool<byte>.Shared.Return(bytes);
        Abandon();
    }

    /// <summary>Forgets the memory without giving it back: somebody else still reads it.</summary>
    public void Abandon()
    {
        _bytes = null;
        Length = 0;
    }
}
