using OrleansChat.Delivery;

namespace OrleansChat.Tests.Delivery;

internal sealed class CountingListener : ILogListener
{
    private int _signals;

    public int Signals => Volatile.Read(ref _signals);

    public void Signal() => Interlocked.Increment(ref _signals);
}
