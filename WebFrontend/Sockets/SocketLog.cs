using System.Net;

namespace OrleansChat.Sockets;

/// <summary>What the socket endpoint writes to the log: never a token.</summary>
internal sealed partial class SocketLog(ILogger<SocketLog> logger)
{
    [LoggerMessage(EventId = 4201, Level = LogLevel.Warning, Message = "A socket from {Address} was not accepted: {Count} are open. The bounds are Chat:Session:SocketsMax and SocketsPerAddressMax")]
    public partial void TooManySockets(IPAddress address, int count);

    [LoggerMessage(EventId = 4202, Level = LogLevel.Warning, Message = "A socket's token could not be checked; its connection ends without a close frame and the client comes back")]
    public partial void AdmissionFailed(Exception exception);
}
