using System.Numerics;
using System.Runtime.InteropServices;

namespace OrleansChat.Sockets.WebSockets;

/// <summary>The masking of client frames, RFC 6455 section 5.3.</summary>
internal static class WebSocketMask
{
    /// <summary>Length of a masking key in bytes.</summary>
    public const int KeyLength = 4;

    /// <summary>Masks or unmasks (the same operation) <paramref name="source"/> into <paramref name="destination"/>; the two may be the same memory.</summary>
    /// <param name="source">Bytes of the frame's payload.</param>
    /// <param name="destination">At least as long as the source.</param>
    /// <param name="key">The four bytes of the key as they stand on the wire.</param>
    /// <param name="offset">Where in the frame's payload the source begins: a payload that arrives in pieces goes on with the right byte of the key.</param>
    public static void Apply(ReadOnlySpan<byte> source, Span<byte> destination, ReadOnlySpan<byte> key, long offset)
    {
        // The key turned so that it starts at our byte; read back in memory order, which makes the lanes right on any endianness.
        Span<byte> turned = stackalloc byte[KeyLength];
        for (var i = 0; i < KeyLength; i++) turned[i] = key[(int)((offset + i) % KeyLength)];

        var at = 0;
        if (source.Length >= Vector<byte>.Count)
        {
            var lanes = Vector.AsVectorByte(new Vector<uint>(MemoryMarshal.Read<uint>(turned)));
            for (; at <= source.Length - Vector<byte>.Count; at += Vector<byte>.Count)
                (new Vector<byte>(source[at..]) ^ lanes).CopyTo(destination[at..]);
        }

        // A vector is a multiple of the key, so the key still starts at its first byte here.
        for (; at < source.Length; at++) destination[at] = (byte)(source[at] ^ turned[at % KeyLength]);
    }
}
