using System.Text;
using System.Text.Json;
using OrleansChat.Delivery;
using OrleansChat.Logs;
using OrleansChat.Sockets.WebSockets;
using OrleansChat.Tests.Sockets.WebSockets;

namespace OrleansChat.Tests.Delivery;

/// <summary>The bytes of contract.md 4.1.</summary>
public sealed class LogFrameTests
{
    [Theory]
    [InlineData(0L, 0)]
    [InlineData(1_800_000_000_000L, 60)]
    [InlineData(1_800_000_000_000L, 69)]
    [InlineData(1_800_000_000_000L, 70)]
    [InlineData(long.MaxValue, 65_450)]
    [InlineData(long.MaxValue, 70_000)]
    public void An_entry_is_a_whole_text_frame_around_its_message_object(long timestamp, int padding)
    {
        var body = $$"""{"id":"7","data":"你好 {{new string('x', padding)}}"}""";
        var frame = LogFrame.Of(Entry(LogEntryKind.Message, timestamp, Encoding.UTF8.GetBytes(body)));
        Assert.True(frame.IsVisible);
        Assert.Equal(5, frame.Sequence);
        var parsed = Assert.Single(ServerFrames.Parse(frame.Bytes));
        Assert.Equal(WebSocketOpcode.Text, parsed.Opcode);
        Assert.Equal($$"""{"type":"singleChat","timestamp":{{timestamp}},"data":{{body}}}""", Encoding.UTF8.GetString(parsed.Payload));
        Assert.Equal(["type", "timestamp", "data"], JsonElement.Parse(parsed.Payload).EnumerateObject().Select(member => member.Name));
    }

    [Fact]
    public void A_revoke_is_a_message_too() =>
        Assert.True(LogFrame.Of(Entry(LogEntryKind.Revoke, 1, "{}"u8.ToArray())).IsVisible);

    [Fact]
    public void A_void_row_has_no_bytes()
    {
        var frame = LogFrame.Of(Entry(LogEntryKind.Void, 1, []));
        Assert.False(frame.IsVisible);
        Assert.Empty(frame.Bytes);
    }

    private static LogEntry Entry(LogEntryKind kind, long acceptedAt, byte[] body) => new() { Sequence = 5, Kind = kind, AcceptedAt = acceptedAt, Body = body };
}
