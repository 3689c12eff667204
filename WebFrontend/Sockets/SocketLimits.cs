using Microsoft.Extensions.Options;
using OrleansChat.Messages;
using OrleansChat.Sessions;
using OrleansChat.Sockets.WebSockets;

namespace OrleansChat.Sockets;

/// <summary>The bounds of every socket, worked out once: the outbox has room for all that a session may have unconfirmed, for one frame
/// more of the longest message there can be, and for answers to pings.</summary>
internal sealed class SocketLimits(IOptions<ChatSessionOptions> session, IOptions<MessageOptions> messages, IHostApplicationLifetime lifetime)
{
    /// <summary>Bytes that wait in an outbox, beyond which a client's pings are not answered.</summary>
    public const int PongsBytesMax = 64 * 1024;

    // JSON text inside JSON: a quote takes two bytes instead of one, a character beyond the basic plane twelve instead of four.
    private const int EscapedBytesPerByte = 3;

    // Names, pictures and ids of both sides, and the frame around the message.
    private const int AroundBytesMax = 32 * 1024;

    /// <summary>The bounds of one connection.</summary>
    public WebSocketLimits Connection { get; } = new()
    {
        MessageBytesMax = session.Value.ClientMessageBytesMax,
        OutboxBytesMax = session.Value.UnconfirmedBytesMax + FrameBytesMax(messages.Value) + (2 * PongsBytesMax),
        OutboxEntriesMax = session.Value.UnconfirmedFramesMax + WebSocketLimits.Default.OutboxEntriesMax,
    };

    /// <summary>Signalled when the process begins to stop.</summary>
    public CancellationToken Stopping => lifetime.ApplicationStopping;

    private static int FrameBytesMax(MessageOptions messages) =>
        (EscapedBytesPerByte * (messages.DataBytesMax + messages.OptionsBytesMax)) + AroundBytesMax;
}
