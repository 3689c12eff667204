namespace OrleansChat.Load.Clients;

/// <summary>Operation codes of RFC 6455.</summary>
internal enum WireKind
{
    Continuation = 0,
    Text = 1,
    Binary = 2,
    Close = 8,
    Ping = 9,
    Pong = 10,
}

/// <summary>One frame as it stood on the wire; the payload is valid until the next read.</summary>
internal readonly record struct WireFrame(WireKind Kind, bool IsFinal, ReadOnlyMemory<byte> Payload);
