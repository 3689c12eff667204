using System.Collections.Concurrent;
using System.Net;
using Microsoft.Extensions.Options;
using OrleansChat.Hosting;
using OrleansChat.Sessions;

namespace OrleansChat.Sockets;

/// <summary>Counts open sockets, in all and by address, and says when there are too many.</summary>
// Threads: any may call.
// I1: every entry was counted by one TryEnter and leaves with one Leave.  Locks: none; an address leaves the table with its last socket.
// At the bound: TryEnter returns false and the caller ends the TCP connection without a close frame.
internal sealed class SocketCounter(IOptions<ChatSessionOptions> options, IOptions<LimitsOptions> limits)
{
    private readonly ConcurrentDictionary<IPAddress, int> _byAddress = new();
    private int _count;

    /// <summary>How many sockets are open.</summary>
    public int Count => Volatile.Read(ref _count);

    /// <summary>Counts a socket in, unless there are too many.</summary>
    public bool TryEnter(IPAddress address)
    {
        if (Interlocked.Increment(ref _count) > options.Value.SocketsMax)
        {
            Interlocked.Decrement(ref _count);
            return false;
        }

        var fromAddress = _byAddress.AddOrUpdate(address, 1, static (_, known) => known + 1);
        if (fromAddress <= options.Value.SocketsPerAddressMax || (limits.Value.ExemptLoopback && IPAddress.IsLoopback(address))) return true;
        Leave(address);
        return false;
    }

    /// <summary>Counts a socket out.</summary>
    public void Leave(IPAddress address)
    {
        Interlocked.Decrement(ref _count);
        var left = _byAddress.AddOrUpdate(address, 0, static (_, known) => known - 1);
        if (left == 0) _byAddress.TryRemove(new KeyValuePair<IPAddress, int>(address, 0));
    }
}
