namespace OrleansChat.Sockets.WebSockets;

/// <summary>One thing that a peer said.</summary>
/// <param name="Kind">What was said.</param>
/// <param name="Payload">Text, ping or pong payload, or the reason text of a close frame. It is lent: valid until the next read.</param>
/// <param name="CloseCode">The code of a close frame; null when the frame carried none.</param>
/// <param name="Error">Which rule was broken, for <see cref="WebSocketEventKind.ProtocolError"/> only.</param>
internal readonly record struct WebSocketEvent(
    WebSocketEventKind Kind,
    ReadOnlyMemory<byte> Payload = default,
    ushort? CloseCode = null,
    WebSocketProtocolError Error = WebSocketProtocolError.None);
