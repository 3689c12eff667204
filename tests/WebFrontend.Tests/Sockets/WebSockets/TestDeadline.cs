namespace OrleansChat.Tests.Sockets.WebSockets;

/// <summary>How long a test waits for a signal that comes at once when all is well, even on a busy machine.</summary>
internal static class TestDeadline
{
    public static readonly TimeSpan Generous = TimeSpan.FromSeconds(30);
}
