namespace OrleansChat.Sockets.WebSockets;

/// <summary>Why a connection is over; the first cause counts.</summary>
internal enum WebSocketEnd : byte
{
    /// <summary>It is not over.</summary>
    None = 0,

    /// <summary>The peer sent a close frame and got it echoed.</summary>
    PeerClosed = 1,

    /// <summary>We sent a close frame and the peer confirmed it.</summary>
    Closed = 2,

    /// <summary>A closing handshake took longer than <see cref="WebSocketLimits.CloseTimeout"/>; the transport was ended.</summary>
    CloseTimedOut = 3,

    /// <summary>The transport ended or failed without a close frame: an idle cut, a lost network, a killed app.</summary>
    TransportEnded = 4,

    /// <summary>The peer broke the protocol; the transport was ended without a close frame.</summary>
    ProtocolError = 5,

    /// <summary><see cref="WebSocketConnection.Abort"/> was called.</summary>
    Aborted = 6,
}
