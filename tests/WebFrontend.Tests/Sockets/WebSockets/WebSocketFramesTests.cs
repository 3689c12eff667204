using System.Buffers;
using System.Buffers.Binary;
using OrleansChat.Sockets.WebSockets;

namespace OrleansChat.Tests.Sockets.WebSockets;

public sealed class WebSocketFramesTests
{
    [Theory]
    [InlineData(0, 2)]
    [InlineData(125, 2)]
    [InlineData(126, 4)]
    [InlineData(65535, 4)]
    [InlineData(65536, 10)]
    public void A_text_frame_has_the_shortest_header(int length, int header)
    {
        var text = Enumerable.Range(0, length).Select(i => (byte)('a' + (i % 26))).ToArray();
        var frame = WebSocketFrames.Text(text);
        Assert.Equal(header, WebSocketFrames.HeaderLength(length));
        Assert.Equal(header + length, frame.Length);
        Assert.Equal(0x81, frame[0]);
        Assert.Equal(length, header switch
        {
            2 => frame[1],
            4 when frame[1] == 126 => BinaryPrimitives.ReadUInt16BigEndian(frame.AsSpan(2)),
            10 when frame[1] == 127 => (int)BinaryPrimitives.ReadUInt64BigEndian(frame.AsSpan(2)),
            _ => -1,
        });
        Assert.Equal(text, frame.AsSpan(header));
    }

    [Fact]
    public void A_buffer_writer_gets_the_same_bytes()
    {
        var writer = new ArrayBufferWriter<byte>();
        WebSocketFrames.WriteText(writer, "Hello"u8);
        WebSocketFrames.WritePing(writer, "12"u8);
        Assert.Equal([0x81, 5, .. "Hello"u8, 0x89, 2, .. "12"u8], writer.WrittenSpan.ToArray());
    }

    [Fact]
    public void A_header_can_be_written_before_a_payload_that_is_made_in_place()
    {
        Span<byte> frame = stackalloc byte[4];
        var header = WebSocketFrames.WriteTextHeader(frame, 2);
        "ok"u8.CopyTo(frame[header..]);
        Assert.Equal(WebSocketFrames.Text("ok"u8), frame);
    }

    [Fact]
    public void A_pong_carries_the_payload_of_its_ping()
    {
        var frame = new byte[WebSocketFrames.FrameLength(3)];
        Assert.Equal(frame.Length, WebSocketFrames.WritePong(frame, [1, 2, 3]));
        Assert.Equal([0x8A, 3, 1, 2, 3], frame);
    }

    [Fact]
    public void A_close_frame_has_its_code_or_nothing()
    {
        var frame = new byte[4];
        Assert.Equal(2, WebSocketFrames.WriteClose(frame, null));
        Assert.Equal([0x88, 0, 0, 0], frame);
        Assert.Equal(4, WebSocketFrames.WriteClose(frame, WebSocketCloseCode.Normal));
        Assert.Equal([0x88, 2, 0x03, 0xE8], frame);
    }

    [Theory]
    [InlineData(1005)]
    [InlineData(1006)]
    [InlineData(0)]
    public void A_code_that_may_not_be_sent_is_never_written(ushort code) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => WebSocketFrames.WriteClose(new byte[4], code));

    [Fact]
    public void A_ping_of_126_bytes_is_never_written() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => WebSocketFrames.Ping(new byte[126]));
}
