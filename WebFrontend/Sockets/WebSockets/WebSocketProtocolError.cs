namespace OrleansChat.Sockets.WebSockets;

/// <summary>The rule of RFC 6455 that a peer broke.</summary>
internal enum WebSocketProtocolError : byte
{
    /// <summary>No rule was broken.</summary>
    None = 0,

    /// <summary>A reserved bit is set although no extension was agreed.</summary>
    ReservedBits = 1,

    /// <summary>The opcode is none of continuation, text, binary, close, ping, pong.</summary>
    UnknownOpcode = 2,

    /// <summary>A client's frame came without a mask.</summary>
    Unmasked = 3,

    /// <summary>A control frame was split into fragments.</summary>
    FragmentedControl = 4,

    /// <summary>A control frame is longer than 125 bytes.</summary>
    ControlTooLong = 5,

    /// <summary>A continuation frame came while no message was open.</summary>
    UnexpectedContinuation = 6,

    /// <summary>A new message began inside a fragmented one.</summary>
    MessageInterrupted = 7,

    /// <summary>The highest bit of a 64-bit length is set.</summary>
    LengthOutOfRange = 8,

    /// <summary>The message is longer than <see cref="WebSocketLimits.MessageBytesMax"/>.</summary>
    MessageTooBig = 9,

    /// <summary>A text message is not valid UTF-8.</summary>
    InvalidUtf8 = 10,

    /// <summary>A close frame with half a code, a code that may not be sent, or a reason that is not UTF-8.</summary>
    InvalidClose = 11,
}
