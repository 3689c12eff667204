using System.Buffers.Binary;

namespace OrleansChat.Load.Clients;

/// <summary>WebSocket frames over a byte stream, for a client of a test or for the fake server of the tests.</summary>
/// <remarks>
/// The framework's client answers pings out of sight, but whether a second copy is forgiven depends on the instant of that
/// answer; hence these few lines. Threads: one reads, one writes at a time (the callers see to it).
/// </remarks>
internal sealed class FrameStream(Stream stream, bool masks)
{
    /// <summary>Far above any frame of the chat; a longer one is a broken server and ends the connection.</summary>
    public const int FrameBytesMax = 1 << 20;

    /// <summary>A handshake is a few hundred bytes; past this the peer speaks something else.</summary>
    private const int HeadBytesMax = 16 * 1024;

    private byte[] _buffer = new byte[4096];
    private int _start;
    private int _end;

    /// <summary>Reads one frame; null at the end of the stream.</summary>
    public async ValueTask<WireFrame?> ReadAsync(CancellationToken cancellationToken)
    {
        if (!await FillAsync(2, cancellationToken))
            return null;
        var first = _buffer[_start];
        var second = _buffer[_start + 1];
        var short7 = second & 0x7F;
        var header = 2 + (short7 == 126 ? 2 : short7 == 127 ? 8 : 0) + ((second & 0x80) != 0 ? 4 : 0);
        if (!await FillAsync(header, cancellationToken))
            return null;

        var length = short7 switch
        {
            126 => BinaryPrimitives.ReadUInt16BigEndian(_buffer.AsSpan(_start + 2)),
            127 => checked((long)BinaryPrimitives.ReadUInt64BigEndian(_buffer.AsSpan(_start + 2))),
            _ => short7,
        };
        if (length > FrameBytesMax)
            throw new IOException($"A frame of {length} bytes, {FrameBytesMax} are allowed.");
        if (!await FillAsync(header + (int)length, cancellationToken))
            return null;

        var payload = _buffer.AsMemory(_start + header, (int)length);
        if ((second & 0x80) != 0)
            Mask(payload.Span, _buffer.AsSpan(_start + header - 4, 4));
        _start += header + (int)length;
        return new WireFrame((WireKind)(first & 0x0F), (first & 0x80) != 0, payload);
    }

    public async ValueTask WriteAsync(WireKind kind, ReadOnlyMemory<byte> payload, CancellationToken cancellationToken)
    {
        var header = payload.Length < 126 ? 2 : payload.Length <= ushort.MaxValue ? 4 : 10;
        var mask = masks ? 4 : 0;
        var frame = new byte[header + mask + payload.Length];
        frame[0] = (byte)(0x80 | (int)kind);
        frame[1] = (byte)((masks ? 0x80 : 0) | (header == 2 ? payload.Length : header == 4 ? 126 : 127));
        if (header == 4)
            BinaryPrimitives.WriteUInt16BigEndian(frame.AsSpan(2), (ushort)payload.Length);
        else if (header == 10)
            BinaryPrimitives.WriteUInt64BigEndian(frame.AsSpan(2), (ulong)payload.Length);
        payload.CopyTo(frame.AsMemory(header + mask));
        if (masks)
        {
            // The mask protects proxies from hostile pages; between two processes of one machine any will do.
            Random.Shared.NextBytes(frame.AsSpan(header, 4));
            Mask(frame.AsSpan(header + 4), frame.AsSpan(header, 4));
        }

        await stream.WriteAsync(frame, cancellationToken);
    }

    /// <summary>Reads the head of an HTTP message up to its blank line; null at the end of the stream.</summary>
    public async ValueTask<string?> ReadHeadAsync(CancellationToken cancellationToken)
    {
        for (var length = 4; length <= HeadBytesMax && await FillAsync(length, cancellationToken); length = Math.Max(length + 1, _end - _start))
        {
            var end = _buffer.AsSpan(_start, _end - _start).IndexOf("\r\n\r\n"u8);
            if (end < 0)
                continue;
            var head = System.Text.Encoding.ASCII.GetString(_buffer, _start, end);
            _start += end + 4;
            return head;
        }

        return null;
    }

    private async ValueTask<bool> FillAsync(int wanted, CancellationToken cancellationToken)
    {
        if (_end - _start >= wanted)
            return true;
        if (_start > 0)
        {
            _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
            _end -= _start;
            _start = 0;
        }

        if (_buffer.Length < wanted)
            Array.Resize(ref _buffer, Math.Max(wanted, _buffer.Length * 2));
        while (_end < wanted)
        {
            var read = await stream.ReadAsync(_buffer.AsMemory(_end), cancellationToken);
            if (read == 0)
                return false;
            _end += read;
        }

        return true;
    }

    private static void Mask(Span<byte> bytes, ReadOnlySpan<byte> mask)
    {
        for (var i = 0; i < bytes.Length; i++)
            bytes[i] ^= mask[i & 3];
    }
}
