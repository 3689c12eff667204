using System.Buffers.Binary;
using OrleansChat.Sockets.WebSockets;

namespace OrleansChat.Tests.Sockets.WebSockets;

/// <summary>A frame that the server wrote.</summary>
internal sealed record ServerFrame(WebSocketOpcode Opcode, byte[] Payload)
{
    /// <summary>The code of a close frame, if it has one.</summary>
    public ushort? Code => Payload.Length >= 2 ? BinaryPrimitives.ReadUInt16BigEndian(Payload) : null;
}
