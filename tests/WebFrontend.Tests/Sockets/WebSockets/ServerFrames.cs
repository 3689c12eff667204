using System.Buffers.Binary;
using OrleansChat.Sockets.WebSockets;

namespace OrleansChat.Tests.Sockets.WebSockets;

/// <summary>Reads what a server wrote; fails the test when it is not whole unmasked frames.</summary>
internal static class ServerFrames
{
    public static List<ServerFrame> Parse(ReadOnlySpan<byte> bytes)
    {
        var frames = new List<ServerFrame>();
        while (!bytes.IsEmpty)
        {
            Assert.Equal(0x80, bytes[0] & 0xF0);
            var (header, length) = bytes[1] switch
            {
                <= 125 => (2, bytes[1]),
                126 => (4, BinaryPrimitives.ReadUInt16BigEndian(bytes[2..])),
                127 => (10, (int)BinaryPrimitives.ReadUInt64BigEndian(bytes[2..])),
                _ => throw new InvalidDataException("a server's frame is masked"),
            };
            frames.Add(new ServerFrame((WebSocketOpcode)(bytes[0] & 0x0F), bytes.Slice(header, length).ToArray()));
            bytes = bytes[(header + length)..];
        }

        return frames;
    }
}
