namespace OrleansChat.Sockets.WebSockets;

/// <summary>Close codes, RFC 6455 section 7.4 and the IANA registry.</summary>
internal static class WebSocketCloseCode
{
    /// <summary>The purpose of the connection is fulfilled; also the code of a deliberate kick.</summary>
    public const ushort Normal = 1000;

    /// <summary>Whether a code may stand in a close frame. 1004 is reserved; 1005, 1006 and 1015 are names for what was *not* sent.</summary>
    public static bool MayBeSent(int code) => code is (>= 1000 and <= 1003) or (>= 1007 and <= 1014) or (>= 3000 and <= 4999);
}
