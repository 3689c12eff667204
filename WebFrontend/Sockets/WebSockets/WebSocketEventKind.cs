namespace OrleansChat.Sockets.WebSockets;

/// <summary>What a <see cref="WebSocketEvent"/> tells.</summary>
internal enum WebSocketEventKind : byte
{
    /// <summary>Nothing: the connection is over and no further event follows.</summary>
    None = 0,

    /// <summary>A whole message of valid UTF-8, whether the peer sent it as text or as binary.</summary>
    Text = 1,

    /// <summary>A ping; its payload wants to come back in a pong.</summary>
    Ping = 2,

    /// <summary>A pong with the payload of a ping of ours, or one that nobody asked for.</summary>
    Pong = 3,

    /// <summary>The peer's close frame; everything it sends afterwards is ignored.</summary>
    Close = 4,

    /// <summary>The peer broke the protocol; everything it sends afterwards is ignored.</summary>
    ProtocolError = 5,
}
