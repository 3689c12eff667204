using System.Buffers.Binary;
using OrleansChat.Sockets.WebSockets;

namespace OrleansChat.Tests.Sockets.WebSockets;

/// <summary>A frame as a client sends it, right or wrong. Written by the RFC and not with the code under test.</summary>
internal sealed record ClientFrame(WebSocketOpcode Opcode, byte[] Payload)
{
    public bool IsFinal { get; init; } = true;

    public bool IsMasked { get; init; } = true;

    public byte ReservedBits { get; init; }

    public uint Key { get; init; } = 0xA1B2C3D4;

    /// <summary>7, 16 or 64: how the length is written; 0 for the shortest way.</summary>
    public int LengthBits { get; init; }

    public static ClientFrame Text(string text) => new(WebSocketOpcode.Text, System.Text.Encoding.UTF8.GetBytes(text));

    public static ClientFrame Close(int code, string reason = "") =>
        new(WebSocketOpcode.Close, [(byte)(code >> 8), (byte)code, .. System.Text.Encoding.UTF8.GetBytes(reason)]);

    public byte[] ToBytes()
    {
        var bytes = new List<byte> { (byte)((IsFinal ? 0x80 : 0) | ReservedBits | (byte)Opcode) };
        var masked = IsMasked ? 0x80 : 0;
        switch (LengthBits != 0 ? LengthBits : Payload.Length < 126 ? 7 : Payload.Length < 65536 ? 16 : 64)
        {
            case 7:
                bytes.Add((byte)(masked | Payload.Length));
                break;
            case 16:
                bytes.AddRange([(byte)(masked | 126), (byte)(Payload.Length >> 8), (byte)Payload.Length]);
                break;
            default:
                bytes.Add((byte)(masked | 127));
                var length = new byte[8];
                BinaryPrimitives.WriteInt64BigEndian(length, Payload.Length);
                bytes.AddRange(length);
                break;
        }

        if (!IsMasked) return [.. bytes, .. Payload];
        byte[] key = [(byte)(Key >> 24), (byte)(Key >> 16), (byte)(Key >> 8), (byte)Key];
        return [.. bytes, .. key, .. Payload.Select((b, i) => (byte)(b ^ key[i % 4]))];
    }
}
