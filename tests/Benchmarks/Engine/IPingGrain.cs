using Orleans;

namespace OrleansChat.Tests.Engine;

public interface IPingGrain : IGrainWithIntegerKey
{
    Task<int> PingAsync(int value);

    Task<int> PingThroughAsync(long other, int value);
}
