using Orleans;
using Orleans.Runtime;
using Orleans.Storage;
using OrleansChat.Storage;

namespace OrleansChat.Tests.Storage.Conformance;

/// <summary>The contract of <see cref="IGrainStorage"/>: what stands is only replaced by who knows it.</summary>
public abstract class GrainStorageConformance : StoreConformance
{
    private static readonly GrainId Grain = GrainId.Create("theme", "7");

    [Fact]
    public async Task A_state_nobody_wrote_is_new()
    {
        var state = await ReadAsync();
        Assert.Equal((false, null, new ThemeState()), (state.RecordExists, state.ETag, state.State));
    }

    [Fact]
    public async Task A_state_comes_back_as_it_was_written()
    {
        var state = await ReadAsync();
        state.State = new ThemeState { Name = "深色", Changes = 3 };
        await Store.States.WriteStateAsync("theme", Grain, state);
        await Store.ReopenAsync();

        var read = await ReadAsync();
        Assert.Equal((true, state.ETag, state.State), (read.RecordExists, read.ETag, read.State));
    }

    [Fact]
    public async Task Names_and_grains_are_kept_apart()
    {
        var other = GrainId.Create("theme", "8");
        var state = new GrainState<ThemeState> { State = new ThemeState { Name = "one" } };
        await Store.States.WriteStateAsync("theme", Grain, state);
        Assert.False((await ReadAsync("other", Grain)).RecordExists);
        Assert.False((await ReadAsync("theme", other)).RecordExists);
    }

    [Fact]
    public async Task A_write_over_a_state_that_changed_meanwhile_is_refused()
    {
        var first = await ReadAsync();
        var second = await ReadAsync();
        first.State = new ThemeState { Name = "first" };
        second.State = new ThemeState { Name = "second" };
        await Store.States.WriteStateAsync("theme", Grain, first);
        await Assert.ThrowsAsync<InconsistentStateException>(() => Store.States.WriteStateAsync("theme", Grain, second));

        var third = await ReadAsync();
        await Store.States.WriteStateAsync("theme", Grain, first);
        await Assert.ThrowsAsync<InconsistentStateException>(() => Store.States.WriteStateAsync("theme", Grain, third));
        await Assert.ThrowsAsync<InconsistentStateException>(() => Store.States.ClearStateAsync("theme", Grain, third));
        Assert.Equal("first", (await ReadAsync()).State!.Name);
    }

    [Fact]
    public async Task A_cleared_state_is_new_again_and_its_old_ETag_fits_nothing()
    {
        var state = await ReadAsync();
        await Store.States.WriteStateAsync("theme", Grain, state);
        var stale = await ReadAsync();
        await Store.States.ClearStateAsync("theme", Grain, state);
        Assert.Equal((false, null, new ThemeState()), (state.RecordExists, state.ETag, state.State));
        Assert.False((await ReadAsync()).RecordExists);

        await Assert.ThrowsAsync<InconsistentStateException>(() => Store.States.WriteStateAsync("theme", Grain, stale));
        await Store.States.WriteStateAsync("theme", Grain, state);
        await Assert.ThrowsAsync<InconsistentStateException>(() => Store.States.WriteStateAsync("theme", Grain, stale));
    }

    [Fact]
    public async Task Clearing_what_was_never_written_is_no_conflict() => await Store.States.ClearStateAsync("theme", Grain, await ReadAsync());

    [Fact]
    public async Task Of_many_writers_over_one_state_exactly_one_wins_each_round()
    {
        for (var round = 1; round <= 10; round++)
        {
            var writers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => ReadAsync()));
            var outcomes = await Task.WhenAll(writers.Select(writer => Task.Run(() => TryIncrementAsync(writer), Cancelled))).Soon();
            Assert.Single(outcomes, static won => won);
            Assert.Equal(round, (await ReadAsync()).State!.Changes);
        }
    }

    [Fact]
    public async Task After_an_unknown_outcome_a_read_tells_and_writing_goes_on()
    {
        var state = await ReadAsync();
        Store.Faults.ThrowAt(StorePoint.AfterCommit, 1, static () => new IOException("planned"));
        await Assert.ThrowsAsync<StoreOutcomeUnknownException>(() => Store.States.WriteStateAsync("theme", Grain, state));

        var read = await ReadAsync();
        Assert.True(read.RecordExists, "the commit had succeeded");
        Assert.True(await TryIncrementAsync(read));
    }

    private async Task<bool> TryIncrementAsync(GrainState<ThemeState> state)
    {
        state.State = state.State! with { Changes = state.State.Changes + 1 };
        try
        {
            await Store.States.WriteStateAsync("theme", Grain, state);
            return true;
        }
        catch (InconsistentStateException)
        {
            return false;
        }
    }

    private Task<GrainState<ThemeState>> ReadAsync() => ReadAsync("theme", Grain);

    private async Task<GrainState<ThemeState>> ReadAsync(string name, GrainId grain)
    {
        var state = new GrainState<ThemeState>();
        await Store.States.ReadStateAsync(name, grain, state);
        return state;
    }
}
