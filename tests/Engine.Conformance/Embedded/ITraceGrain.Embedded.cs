using Orleans;
using Orleans.Concurrency;

namespace OrleansChat.Tests.Engine;

public interface ITraceGrain : IGrainWithIntegerKey
{
    Task WorkAsync(int caller, int steps);

    [AlwaysInterleave] Task InterleaveAsync(int caller, int steps);

    Task StartTimerAsync();

    [OneWay] Task WorkOneWayAsync(int caller);

    Task<int> AddAsync(int value);
}
