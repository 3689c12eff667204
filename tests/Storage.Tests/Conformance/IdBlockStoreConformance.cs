using OrleansChat.Storage;

namespace OrleansChat.Tests.Storage.Conformance;

/// <summary>The contract of <see cref="IIdBlockStore"/>.</summary>
public abstract class IdBlockStoreConformance : StoreConformance
{
    [Fact]
    public async Task Blocks_follow_one_another_from_1()
    {
        Assert.Equal(1, await Store.Ids.TakeBlockAsync("user", 10));
        Assert.Equal(11, await Store.Ids.TakeBlockAsync("user", 1));
        Assert.Equal(12, await Store.Ids.TakeBlockAsync("user", 100_000));
        Assert.Equal(1, await Store.Ids.TakeBlockAsync("group", 5));
        await Store.ReopenAsync();
        Assert.Equal(100_012, await Store.Ids.TakeBlockAsync("user", 1));
        Assert.Equal(6, await Store.Ids.TakeBlockAsync("group", 1));
    }

    [Fact]
    public async Task Blocks_taken_at_once_never_overlap()
    {
        var blocks = await Task.WhenAll(Enumerable.Range(0, 400).Select(n => Task.Run(
            async () => (First: await Store.Ids.TakeBlockAsync("user", (n % 7) + 1), Count: (n % 7) + 1), Cancelled))).Soon();

        var numbers = blocks.SelectMany(static block => Enumerable.Range(0, block.Count).Select(offset => block.First + offset)).ToList();
        Assert.Equal(numbers.Count, numbers.Distinct().Count());
        Assert.Equal(numbers.Count, numbers.Max());
    }

    [Fact]
    public async Task After_a_crash_no_answered_block_is_given_again()
    {
        foreach (var point in Enum.GetValues<StorePoint>())
        {
            var before = await Store.Ids.TakeBlockAsync("user", 10);
            Store.Faults.ThrowAt(point, 1, static () => new SimulatedCrashException());
            _ = Store.Ids.TakeBlockAsync("user", 10);
            await Store.Ended.Soon();
            await Store.ReopenAsync();
            Assert.True(await Store.Ids.TakeBlockAsync("user", 10) >= before + 10, $"a block was given again after a crash at {point}");
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(100_001)]
    public async Task A_block_has_1_to_100000_numbers(int count) =>
        await Assert.ThrowsAnyAsync<ArgumentException>(() => Store.Ids.TakeBlockAsync("user", count));
}
