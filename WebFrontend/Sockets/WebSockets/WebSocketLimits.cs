namespace OrleansChat.Sockets.WebSockets;

/// <summary>The bounds of one connection; one instance is shared by all of them.</summary>
internal sealed record WebSocketLimits
{
    /// <summary>The bounds used when nothing is configured.</summary>
    public static WebSocketLimits Default { get; } = new();

    /// <summary>Longest message of a client in bytes, fragments together. A longer one ends the connection. Default 64 KiB.</summary>
    public int MessageBytesMax { get; init; } = 64 * 1024;

    /// <summary>
    /// Most bytes of frames waiting for or in a write. Past it <see cref="WebSocketConnection.TryEnqueue"/> refuses; a single
    /// entry larger than this is refused always. Default 512 KiB.
    /// </summary>
    public int OutboxBytesMax { get; init; } = 512 * 1024;

    /// <summary>Most entries waiting, so that a flood of tiny frames cannot cost more than its bytes. Past it as above. Default 4,096.</summary>
    public int OutboxEntriesMax { get; init; } = 4096;

    /// <summary>
    /// Most bytes gathered into one write; an entry that is larger is written alone and uncopied. It is also the memory a
    /// stalled connection holds beside its shared frames, and the grain in which progress is seen. At least
    /// <see cref="WebSocketFrames.ControlFrameBytesMax"/>. Default 16 KiB.
    /// </summary>
    public int WriteBytesMax { get; init; } = 16 * 1024;

    /// <summary>Buffer rented for a read once bytes are there; given back before the connection waits again. Default 4 KiB.</summary>
    public int ReadBytesMax { get; init; } = 4 * 1024;

    /// <summary>How long a closing handshake may take, in each direction; past it the transport is ended. Default 2 s.</summary>
    public TimeSpan CloseTimeout { get; init; } = TimeSpan.FromSeconds(2);
}
