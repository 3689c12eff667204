namespace OrleansChat.Load.Clients;

/// <summary>Numbers the sockets of one run, so that a history can name them.</summary>
internal sealed class SocketNumbers
{
    private int _last;

    public int Next() => Interlocked.Increment(ref _last);
}
