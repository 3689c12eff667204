using OrleansChat.Accounts;
using OrleansChat.Storage;

namespace OrleansChat.Tests.Accounts;

/// <summary>Numbers of accounts.</summary>
public sealed class IdAllocatorTests
{
    [Fact]
    public void Whoever_asks_at_once_each_number_leaves_once_and_blocks_are_shared() => Simulation.RunAll(async _ =>
    {
        var store = new Blocks();
        using var ids = new IdAllocator(store, "user");
        var given = await Task.WhenAll(Enumerable.Range(0, 250).Select(_ => ids.NextAsync()));
        Assert.Equal(Enumerable.Range(1, 250).Select(id => (long)id), given.Order());
        Assert.Equal(3, store.Taken);
    }, seeds: 10);

    [Fact]
    public void A_claim_that_fails_loses_no_number_that_was_given_and_is_tried_again() => Simulation.Run(1, async _ =>
    {
        var store = new Blocks { FailNext = true };
        using var ids = new IdAllocator(store, "user");
        await Assert.ThrowsAsync<StoreOutcomeUnknownException>(ids.NextAsync);
        Assert.Equal(1, await ids.NextAsync());
        Assert.Equal(2, await ids.NextAsync());
    });

    private sealed class Blocks : IIdBlockStore
    {
        public int Taken { get; private set; }

        public bool FailNext { get; set; }

        public async Task<long> TakeBlockAsync(string name, int count)
        {
            await Task.Yield();
            if (FailNext)
            {
                FailNext = false;
                throw new StoreOutcomeUnknownException("A test made the claim fail.");
            }

            return 1 + (Taken++ * (long)count);
        }
    }
}
