using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace OrleansChat.Sockets.WebSockets;

/// <summary>The header of a client's frame while its 6 to 14 bytes come in, in pieces of any size.</summary>
[StructLayout(LayoutKind.Auto)]
internal struct WebSocketFrameHeader
{
    private const int LengthMax = 14;
    private const byte Final = 0x80;
    private const byte Reserved = 0x70;
    private const byte Masked = 0x80;
    private const byte Control = 0x08;

    private Bytes _bytes;
    private byte _have;

    /// <summary>What kind of frame it is; valid with the first two bytes.</summary>
    public readonly WebSocketOpcode Opcode => (WebSocketOpcode)(_bytes[0] & 0x0F);

    /// <summary>Whether the frame ends its message.</summary>
    public readonly bool IsFinal => (_bytes[0] & Final) != 0;

    /// <summary>Whether the frame is a close, ping or pong.</summary>
    public readonly bool IsControl => (_bytes[0] & Control) != 0;

    /// <summary>Whether every byte of the header is there.</summary>
    public readonly bool IsComplete => _have >= 2 && _have == Needed;

    /// <summary>Length of the payload; only when complete. With a 64-bit length whose highest bit is set it is negative.</summary>
    public readonly long PayloadLength
    {
        get
        {
            ReadOnlySpan<byte> bytes = _bytes;
            return (bytes[1] & 0x7F) switch
            {
                126 => BinaryPrimitives.ReadUInt16BigEndian(bytes[2..]),
                127 => BinaryPrimitives.ReadInt64BigEndian(bytes[2..]),
                var length => length,
            };
        }
    }

    private readonly int Needed => WebSocketMask.KeyLength + (_bytes[1] & 0x7F) switch { 126 => 4, 127 => 10, _ => 2 };

    /// <summary>Copies out the masking key; only when complete.</summary>
    public readonly void CopyKey(Span<byte> key) => ((ReadOnlySpan<byte>)_bytes).Slice(_have - WebSocketMask.KeyLength, WebSocketMask.KeyLength).CopyTo(key);

    /// <summary>Takes what belongs to the header from the front of the input.</summary>
    /// <returns>The rule that its first two bytes break, told as soon as they are there: such a frame has no length worth waiting for.</returns>
    public WebSocketProtocolError Take(ref ReadOnlySpan<byte> input)
    {
        if (_have < 2)
        {
            Fill(ref input, 2);
            if (_have < 2) return WebSocketProtocolError.None;
            if (CheckOpening() is var error and not WebSocketProtocolError.None) return error;
        }

        Fill(ref input, Needed);
        return IsComplete && PayloadLength < 0 ? WebSocketProtocolError.LengthOutOfRange : WebSocketProtocolError.None;
    }

    /// <summary>Forgets the frame; the next byte begins a new one.</summary>
    public void Reset() => _have = 0;

    private void Fill(ref ReadOnlySpan<byte> input, int needed)
    {
        var taken = Math.Min(needed - _have, input.Length);
        input[..taken].CopyTo(((Span<byte>)_bytes)[_have..]);
        input = input[taken..];
        _have += (byte)taken;
    }

    private readonly WebSocketProtocolError CheckOpening()
    {
        if ((_bytes[0] & Reserved) != 0) return WebSocketProtocolError.ReservedBits;
        if (Opcode is > WebSocketOpcode.Binary and < WebSocketOpcode.Close or > WebSocketOpcode.Pong) return WebSocketProtocolError.UnknownOpcode;
        if ((_bytes[1] & Masked) == 0) return WebSocketProtocolError.Unmasked;
        if (!IsControl) return WebSocketProtocolError.None;
        if (!IsFinal) return WebSocketProtocolError.FragmentedControl;
        return (_bytes[1] & 0x7F) > WebSocketFrames.ControlPayloadBytesMax ? WebSocketProtocolError.ControlTooLong : WebSocketProtocolError.None;
    }

    [InlineArray(LengthMax)]
    private struct Bytes
    {
        private byte _first;
    }
}
