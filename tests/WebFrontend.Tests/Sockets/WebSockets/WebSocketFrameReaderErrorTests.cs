using OrleansChat.Sockets.WebSockets;
using static OrleansChat.Sockets.WebSockets.WebSocketProtocolError;

namespace OrleansChat.Tests.Sockets.WebSockets;

/// <summary>Every rule of RFC 6455 that a client can break, by example; each is told however the bytes are cut.</summary>
public sealed class WebSocketFrameReaderErrorTests
{
    [Theory]
    [InlineData(0x40)]
    [InlineData(0x20)]
    [InlineData(0x10)]
    public void A_reserved_bit_is_refused(byte bit) => Refused(ReservedBits, ClientFrame.Text("x") with { ReservedBits = bit });

    [Theory]
    [InlineData(0x3)]
    [InlineData(0x7)]
    [InlineData(0xB)]
    [InlineData(0xF)]
    public void An_unknown_opcode_is_refused(byte opcode) => Refused(UnknownOpcode, new ClientFrame((WebSocketOpcode)opcode, []));

    [Fact]
    public void An_unmasked_frame_is_refused() => Refused(Unmasked, ClientFrame.Text("x") with { IsMasked = false });

    [Theory]
    [InlineData(0x8)]
    [InlineData(0x9)]
    [InlineData(0xA)]
    public void A_fragmented_control_frame_is_refused(byte opcode) => Refused(FragmentedControl, new ClientFrame((WebSocketOpcode)opcode, []) { IsFinal = false });

    [Theory]
    [InlineData(0x8)]
    [InlineData(0x9)]
    [InlineData(0xA)]
    public void A_control_frame_over_125_bytes_is_refused(byte opcode) => Refused(ControlTooLong, new ClientFrame((WebSocketOpcode)opcode, new byte[126]));

    [Fact]
    public void A_control_frame_with_a_long_length_is_refused_even_when_it_is_short() =>
        Refused(ControlTooLong, new ClientFrame(WebSocketOpcode.Ping, new byte[3]) { LengthBits = 16 });

    [Fact]
    public void A_continuation_of_nothing_is_refused() => Refused(UnexpectedContinuation, new ClientFrame(WebSocketOpcode.Continuation, []));

    [Fact]
    public void A_continuation_after_a_finished_message_is_refused()
    {
        byte[] wire = [.. ClientFrame.Text("done").ToBytes(), .. new ClientFrame(WebSocketOpcode.Continuation, []).ToBytes()];
        Assert.Equal([Decoded.Text("done"), Decoded.Broken(UnexpectedContinuation)], Decoded.All(wire));
    }

    [Theory]
    [InlineData(0x1)]
    [InlineData(0x2)]
    public void A_message_inside_a_fragmented_one_is_refused(byte opcode) => Refused(
        MessageInterrupted, new ClientFrame(WebSocketOpcode.Text, "a"u8.ToArray()) { IsFinal = false }, new ClientFrame((WebSocketOpcode)opcode, []));

    [Fact]
    public void A_length_with_its_highest_bit_set_is_refused() =>
        Assert.Equal([Decoded.Broken(LengthOutOfRange)], Decoded.All([0x81, 0xFF, 0x80, 0, 0, 0, 0, 0, 0, 0, 1, 2, 3, 4]));

    [Fact]
    public void The_largest_possible_length_is_too_big_and_nothing_is_held_for_it()
    {
        using var reader = new WebSocketFrameReader(65536);
        var events = Decoded.Feed(reader, [0x81, 0xFF, 0x7F, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 1, 2, 3, 4]);
        Assert.Equal([Decoded.Broken(MessageTooBig)], events);
        Assert.Equal(0, reader.HeldBytes);
    }

    [Fact]
    public void A_message_one_byte_over_the_bound_is_refused_by_its_header()
    {
        var frame = new ClientFrame(WebSocketOpcode.Text, new byte[1001]).ToBytes();
        Assert.Equal([Decoded.Broken(MessageTooBig)], Decoded.All(frame.AsSpan(0, 8), messageBytesMax: 1000));
    }

    [Fact]
    public void Fragments_that_are_together_over_the_bound_are_refused()
    {
        byte[] wire =
        [
            .. new ClientFrame(WebSocketOpcode.Text, new byte[600]) { IsFinal = false }.ToBytes(),
            .. new ClientFrame(WebSocketOpcode.Continuation, new byte[401]).ToBytes(),
        ];
        Assert.Equal([Decoded.Broken(MessageTooBig)], Decoded.All(wire, messageBytesMax: 1000));
    }

    [Theory]
    [InlineData(new byte[] { 0xC0, 0x80 })]
    [InlineData(new byte[] { 0xED, 0xA0, 0x80 })]
    [InlineData(new byte[] { 0xF4, 0x90, 0x80, 0x80 })]
    [InlineData(new byte[] { 0xE2, 0x98 })]
    [InlineData(new byte[] { 0xFF })]
    public void Text_that_is_not_UTF8_is_refused(byte[] payload) => Refused(InvalidUtf8, new ClientFrame(WebSocketOpcode.Text, payload));

    [Fact]
    public void A_message_that_ends_within_a_character_is_refused_whatever_the_next_one_says() => Refused(
        InvalidUtf8, new ClientFrame(WebSocketOpcode.Text, [0xE2, 0x98]), new ClientFrame(WebSocketOpcode.Text, [0x83]));

    [Fact]
    public void A_close_frame_with_half_a_code_is_refused() => Refused(InvalidClose, new ClientFrame(WebSocketOpcode.Close, [3]));

    [Theory]
    [InlineData(0)]
    [InlineData(999)]
    [InlineData(1004)]
    [InlineData(1005)]
    [InlineData(1006)]
    [InlineData(1015)]
    [InlineData(1016)]
    [InlineData(2999)]
    [InlineData(5000)]
    [InlineData(65535)]
    public void A_close_code_that_may_not_be_sent_is_refused(int code) => Refused(InvalidClose, ClientFrame.Close(code));

    [Fact]
    public void A_close_reason_that_is_not_UTF8_is_refused() => Refused(InvalidClose, new ClientFrame(WebSocketOpcode.Close, [0x03, 0xE8, 0xFF]));

    /// <summary>The last of the frames is the wrong one; a good one after it must not be read any more.</summary>
    private static void Refused(WebSocketProtocolError error, params ClientFrame[] frames)
    {
        byte[] wire = [.. frames.SelectMany(f => f.ToBytes()), .. ClientFrame.Text("late").ToBytes()];
        Assert.Equal([Decoded.Broken(error)], Decoded.All(wire));
        Assert.Equal([Decoded.Broken(error)], Decoded.All(wire, 65536, 1));
    }
}
