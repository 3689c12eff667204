using System.Buffers;
using System.Buffers.Binary;

namespace OrleansChat.Sockets.WebSockets;

/// <summary>
/// Encodes the server's frames: never masked, never fragmented. A frame depends on nothing of a connection, so one that is
/// built once can be given to any number of sockets.
/// </summary>
internal static class WebSocketFrames
{
    /// <summary>Longest payload of a ping, pong or close frame in bytes.</summary>
    public const int ControlPayloadBytesMax = 125;

    /// <summary>Longest ping, pong or close frame in bytes.</summary>
    public const int ControlFrameBytesMax = 2 + ControlPayloadBytesMax;

    private const byte Final = 0x80;

    /// <summary>Length of the header before a payload of the given length.</summary>
    public static int HeaderLength(int payloadLength) => payloadLength <= 125 ? 2 : payloadLength <= ushort.MaxValue ? 4 : 10;

    /// <summary>Length of a whole frame with a payload of the given length.</summary>
    public static int FrameLength(int payloadLength) => checked(HeaderLength(payloadLength) + payloadLength);

    /// <summary>A ready text frame.</summary>
    /// <param name="utf8">The text as valid UTF-8; it is not checked here.</param>
    public static byte[] Text(ReadOnlySpan<byte> utf8)
    {
        var frame = new byte[FrameLength(utf8.Length)];
        WriteText(frame, utf8);
        return frame;
    }

    /// <summary>A ready ping frame; the peer's stack sends the payload back in a pong.</summary>
    public static byte[] Ping(ReadOnlySpan<byte> payload)
    {
        var frame = new byte[FrameLength(payload.Length)];
        WritePing(frame, payload);
        return frame;
    }

    /// <summary>Writes a text frame; returns its length, <see cref="FrameLength"/> of the text.</summary>
    public static int WriteText(Span<byte> destination, ReadOnlySpan<byte> utf8) => Write(destination, WebSocketOpcode.Text, utf8);

    /// <summary>Appends a text frame.</summary>
    public static void WriteText(IBufferWriter<byte> destination, ReadOnlySpan<byte> utf8) => Append(destination, WebSocketOpcode.Text, utf8);

    /// <summary>
    /// Writes only the header of a text frame, for a payload that is serialised in place behind it; returns
    /// <see cref="HeaderLength"/> of the payload.
    /// </summary>
    public static int WriteTextHeader(Span<byte> destination, int payloadLength) => WriteHeader(destination, WebSocketOpcode.Text, payloadLength);

    /// <summary>Writes a ping frame; returns its length.</summary>
    public static int WritePing(Span<byte> destination, ReadOnlySpan<byte> payload) => Write(destination, WebSocketOpcode.Ping, Control(payload));

    /// <summary>Appends a ping frame.</summary>
    public static void WritePing(IBufferWriter<byte> destination, ReadOnlySpan<byte> payload) => Append(destination, WebSocketOpcode.Ping, Control(payload));

    /// <summary>Writes a pong frame; returns its length.</summary>
    public static int WritePong(Span<byte> destination, ReadOnlySpan<byte> payload) => Write(destination, WebSocketOpcode.Pong, Control(payload));

    /// <summary>Writes a close frame; returns its length. Without a code the peer sees 1005.</summary>
    public static int WriteClose(Span<byte> destination, ushort? code)
    {
        if (code is not { } value) return Write(destination, WebSocketOpcode.Close, []);
        if (!WebSocketCloseCode.MayBeSent(value))
            throw new ArgumentOutOfRangeException(nameof(code), value, "RFC 6455 does not let this code stand in a close frame");
        Span<byte> payload = stackalloc byte[sizeof(ushort)];
        BinaryPrimitives.WriteUInt16BigEndian(payload, value);
        return Write(destination, WebSocketOpcode.Close, payload);
    }

    private static ReadOnlySpan<byte> Control(ReadOnlySpan<byte> payload)
    {
        if (payload.Length > ControlPayloadBytesMax)
            throw new ArgumentOutOfRangeException(nameof(payload), payload.Length, "the payload of a control frame has at most 125 bytes");
        return payload;
    }

    private static void Append(IBufferWriter<byte> destination, WebSocketOpcode opcode, ReadOnlySpan<byte> payload) =>
        destination.Advance(Write(destination.GetSpan(FrameLength(payload.Length)), opcode, payload));

    private static int Write(Span<byte> destination, WebSocketOpcode opcode, ReadOnlySpan<byte> payload)
    {
        var header = WriteHeader(destination, opcode, payload.Length);
        payload.CopyTo(destination[header..]);
        return header + payload.Length;
    }

    private static int WriteHeader(Span<byte> destination, WebSocketOpcode opcode, int payloadLength)
    {
        var length = HeaderLength(payloadLength);
        destination[0] = (byte)(Final | (byte)opcode);
        switch (length)
        {
            case 2:
                destination[1] = (byte)payloadLength;
                break;
            case 4:
                destination[1] = 126;
                BinaryPrimitives.WriteUInt16BigEndian(destination[2..], (ushort)payloadLength);
                break;
            default:
                destination[1] = 127;
                BinaryPrimitives.WriteUInt64BigEndian(destination[2..], (ulong)payloadLength);
                break;
        }

        return length;
    }
}
