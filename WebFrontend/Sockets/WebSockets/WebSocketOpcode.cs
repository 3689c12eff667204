namespace OrleansChat.Sockets.WebSockets;

/// <summary>Frame types of RFC 6455, 5.2. Bit 3 marks the control frames.</summary>
internal enum WebSocketOpcode : byte
{
    /// <summary>Carries on a fragmented message.</summary>
    Continuation = 0x0,

    /// <summary>Begins a text message.</summary>
    Text = 0x1,

    /// <summary>Begins a binary message.</summary>
    Binary = 0x2,

    /// <summary>Ends the conversation.</summary>
    Close = 0x8,

    /// <summary>Asks for a pong.</summary>
    Ping = 0x9,

    /// <summary>Answers a ping.</summary>
    Pong = 0xA,
}
