using Orleans;
using Orleans.Concurrency;

namespace OrleansChat.Tests.Engine;

[Alias("test.chain")]
public interface IChainGrain : IGrainWithIntegerKey
{
    /// <summary>Calls the first of the rest, which calls the next.</summary>
    [Alias("through")] Task<long> CallThroughAsync(long[] rest);

    /// <summary>The same, with an interleaving method at the end.</summary>
    [Alias("peekthrough")] Task<long> PeekThroughAsync(long[] rest);

    [AlwaysInterleave, Alias("peek")] Task<long> PeekAsync();

    [Alias("later")] Task CallLaterAsync(long other, string done);
}
