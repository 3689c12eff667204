using System.Text;
using OrleansChat.Sockets.WebSockets;

namespace OrleansChat.Tests.Sockets.WebSockets;

public sealed class WebSocketFrameReaderTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(125)]
    [InlineData(126)]
    [InlineData(127)]
    [InlineData(65535)]
    [InlineData(65536)]
    public void A_text_of_every_length_class_is_read(int length)
    {
        var text = new string('x', length);
        Assert.Equal([Decoded.Text(text)], Decoded.All(ClientFrame.Text(text).ToBytes()));
    }

    [Fact]
    public void The_example_of_the_RFC_is_read()
    {
        Assert.Equal([Decoded.Text("Hello")], Decoded.All([0x81, 0x85, 0x37, 0xfa, 0x21, 0x3d, 0x7f, 0x9f, 0x4d, 0x51, 0x58]));
    }

    [Fact]
    public void Binary_is_read_as_text()
    {
        Assert.Equal([Decoded.Text("ping")], Decoded.All(new ClientFrame(WebSocketOpcode.Binary, "ping"u8.ToArray()).ToBytes()));
    }

    [Fact]
    public void Binary_that_is_no_text_is_passed_over_and_the_connection_goes_on()
    {
        byte[] wire = [.. new ClientFrame(WebSocketOpcode.Binary, [0xFF, 0xFE]).ToBytes(), .. ClientFrame.Text("next").ToBytes()];
        Assert.Equal([Decoded.Text("next")], Decoded.All(wire));
    }

    [Fact]
    public void Coalesced_frames_are_read_one_by_one()
    {
        byte[] wire = [.. ClientFrame.Text("one").ToBytes(), .. ClientFrame.Text("two").ToBytes(), .. ClientFrame.Text("").ToBytes()];
        Assert.Equal([Decoded.Text("one"), Decoded.Text("two"), Decoded.Text("")], Decoded.All(wire));
    }

    [Fact]
    public void Fragments_are_put_together_even_when_a_character_is_cut()
    {
        var snowman = Encoding.UTF8.GetBytes("a☃b");
        byte[] wire =
        [
            .. new ClientFrame(WebSocketOpcode.Text, snowman[..2]) { IsFinal = false }.ToBytes(),
            .. new ClientFrame(WebSocketOpcode.Continuation, []) { IsFinal = false, Key = 1 }.ToBytes(),
            .. new ClientFrame(WebSocketOpcode.Continuation, snowman[2..]) { Key = 2 }.ToBytes(),
        ];
        Assert.Equal([Decoded.Text("a☃b")], Decoded.All(wire, 65536, 1));
    }

    [Fact]
    public void Control_frames_between_fragments_come_first_and_leave_the_message_whole()
    {
        byte[] wire =
        [
            .. new ClientFrame(WebSocketOpcode.Text, "Hel"u8.ToArray()) { IsFinal = false }.ToBytes(),
            .. new ClientFrame(WebSocketOpcode.Ping, "p"u8.ToArray()).ToBytes(),
            .. new ClientFrame(WebSocketOpcode.Pong, []).ToBytes(),
            .. new ClientFrame(WebSocketOpcode.Continuation, "lo"u8.ToArray()).ToBytes(),
        ];
        Assert.Equal(
            [Decoded.Of(WebSocketEventKind.Ping, "p"u8), Decoded.Of(WebSocketEventKind.Pong, []), Decoded.Text("Hello")],
            Decoded.All(wire));
    }

    [Theory]
    [InlineData(16)]
    [InlineData(64)]
    public void A_length_that_is_written_longer_than_needed_is_taken(int bits)
    {
        Assert.Equal([Decoded.Text("short")], Decoded.All((ClientFrame.Text("short") with { LengthBits = bits }).ToBytes()));
    }

    [Theory]
    [InlineData(1000, "bye")]
    [InlineData(1014, "")]
    [InlineData(3000, "")]
    [InlineData(4999, "ünïcode")]
    public void A_close_frame_tells_its_code_and_reason(int code, string reason)
    {
        Assert.Equal([Decoded.Of(WebSocketEventKind.Close, Encoding.UTF8.GetBytes(reason), (ushort)code)], Decoded.All(ClientFrame.Close(code, reason).ToBytes()));
    }

    [Fact]
    public void A_close_frame_without_a_code_is_told_without_one_and_nothing_follows_it()
    {
        byte[] wire = [.. new ClientFrame(WebSocketOpcode.Close, []).ToBytes(), .. ClientFrame.Text("late").ToBytes()];
        Assert.Equal([Decoded.Of(WebSocketEventKind.Close, [])], Decoded.All(wire));
    }

    [Fact]
    public void Memory_follows_the_bytes_that_came_and_not_the_length_that_was_claimed()
    {
        using var reader = new WebSocketFrameReader(1 << 20);
        var claimed = new ClientFrame(WebSocketOpcode.Text, new byte[1 << 20]).ToBytes();
        Assert.Empty(Decoded.Feed(reader, claimed.AsSpan(0, 20)));
        Assert.InRange(reader.HeldBytes, 1, 256);
    }

    [Fact]
    public void Nothing_is_held_once_a_message_was_released()
    {
        using var reader = new WebSocketFrameReader(65536);
        Decoded.Feed(reader, ClientFrame.Text(new string('x', 5000)).ToBytes());
        reader.ReleaseDelivered();
        Assert.Equal(0, reader.HeldBytes);
    }
}
