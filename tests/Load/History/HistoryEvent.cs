using System.Text.Json.Serialization;

namespace OrleansChat.Load.History;

/// <summary>One thing a client or the run itself saw. A history is a list of these in the order they were recorded.</summary>
/// <remarks>
/// Times of things a client does to the server are taken so that the server is blamed only for what is certain: a send is
/// stamped before its request leaves, an answer, a frame and a pong after they are complete, a kill before the signal goes out.
/// </remarks>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "what")]
[JsonDerivedType(typeof(SendStarted), "send-started")]
[JsonDerivedType(typeof(SendAnswered), "send-answered")]
[JsonDerivedType(typeof(SendRefused), "send-refused")]
[JsonDerivedType(typeof(SendUnknown), "send-unknown")]
[JsonDerivedType(typeof(AppDeclared), "app-declared")]
[JsonDerivedType(typeof(SocketOpening), "socket-opening")]
[JsonDerivedType(typeof(SocketOpened), "socket-opened")]
[JsonDerivedType(typeof(SocketArmed), "socket-armed")]
[JsonDerivedType(typeof(FrameReceived), "frame-received")]
[JsonDerivedType(typeof(PongSent), "pong-sent")]
[JsonDerivedType(typeof(SocketStalled), "socket-stalled")]
[JsonDerivedType(typeof(SocketClosed), "socket-closed")]
[JsonDerivedType(typeof(ServerKilled), "server-killed")]
[JsonDerivedType(typeof(ServerUp), "server-up")]
[JsonDerivedType(typeof(Drained), "drained")]
internal abstract record HistoryEvent
{
    /// <summary>Time since the start of the run on one monotonic clock; <see cref="RunHistory"/> stamps it.</summary>
    public TimeSpan At { get; set; }
}

/// <summary>A request of <c>sendmessage</c> leaves; repeated for every attempt under the same client key.</summary>
internal sealed record SendStarted(long From, long To, string ClientKey, string Payload, int Attempt) : HistoryEvent;

/// <summary>The server answered ok: from here on the message must not be lost.</summary>
internal sealed record SendAnswered(string ClientKey, string MessageId, long CreateTime) : HistoryEvent;

/// <summary>The server answered that it did not take the message (a 4xx that is not about load).</summary>
internal sealed record SendRefused(string ClientKey, int Status, string Text) : HistoryEvent;

/// <summary>Timeout, cut connection or 5xx: stored or not, nobody knows. Repeated later with the same key.</summary>
internal sealed record SendUnknown(string ClientKey, string Reason) : HistoryEvent;

/// <summary>From now on this app of the user must get everything that is sent to the user.</summary>
internal sealed record AppDeclared(long User, string App) : HistoryEvent;

internal sealed record SocketOpening(long User, string App, int Socket) : HistoryEvent;

internal sealed record SocketOpened(int Socket) : HistoryEvent;

/// <summary>The offline request posted for this socket was answered: the server has no more reason to wait.</summary>
internal sealed record SocketArmed(int Socket) : HistoryEvent;

/// <summary>A whole chat message was read from the socket.</summary>
internal sealed record FrameReceived(int Socket, string MessageId, long From, long To, string Payload) : HistoryEvent;

/// <summary>The client's stack has answered a ping; the answer covers every frame recorded for this socket before it.</summary>
internal sealed record PongSent(int Socket) : HistoryEvent;

/// <summary>The client has stopped reading this socket for good and cuts it soon; nothing it still holds counts as received.</summary>
internal sealed record SocketStalled(int Socket) : HistoryEvent;

/// <summary>The socket is gone. <paramref name="Code"/> is that of the server's close frame, null when there was none.</summary>
internal sealed record SocketClosed(int Socket, int? Code, bool Expected, string Reason) : HistoryEvent;

internal sealed record ServerKilled : HistoryEvent;

internal sealed record ServerUp : HistoryEvent;

/// <summary>All senders are done, every receiver was online, and nothing more came: what is missing now is lost.</summary>
internal sealed record Drained : HistoryEvent;
