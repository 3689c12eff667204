using Orleans;
using Orleans.Storage;

namespace OrleansChat.Tests.Engine;

public sealed class StateTests(EngineFixture engine)
{
    private IStateGrain NewGrain() => engine.Client.GetGrain<IStateGrain>(EngineFixture.NewKey());

    [Fact]
    public async Task A_new_state_is_there_before_the_first_call_and_has_no_record()
    {
        var grain = NewGrain();
        Assert.Equal(0, await grain.GetAsync());
        Assert.False(await grain.ExistsAsync());
        Assert.Null(await grain.GetVersionAsync());
    }

    [Fact]
    public async Task What_was_written_survives_the_activation_and_what_was_not_is_lost()
    {
        var grain = NewGrain();
        await grain.SetAsync(5);
        await grain.WriteAsync();
        await grain.SetAsync(6);
        Assert.Equal(6, await grain.GetAsync());
        await engine.Cluster.DeactivateAsync(grain);
        Assert.Equal(5, await grain.GetAsync());
        Assert.True(await grain.ExistsAsync());
    }

    [Fact]
    public async Task Reading_again_drops_what_was_not_written()
    {
        var grain = NewGrain();
        await grain.SetAsync(5);
        await grain.WriteAsync();
        await grain.SetAsync(6);
        Assert.Equal(5, await grain.ReadAsync());
    }

    [Fact]
    public async Task Every_write_gives_a_new_version()
    {
        var grain = NewGrain();
        await grain.WriteAsync();
        var first = await grain.GetVersionAsync();
        await grain.WriteAsync();
        Assert.NotNull(first);
        Assert.NotEqual(first, await grain.GetVersionAsync());
    }

    [Fact]
    public async Task Writes_of_interleaving_calls_never_meet_each_other()
    {
        var grain = NewGrain();
        await Task.WhenAll(Enumerable.Range(0, 30).Select(_ => grain.AddAndWriteAsync(1)));
        await engine.Cluster.DeactivateAsync(grain);
        Assert.Equal(30, await grain.GetAsync());
    }

    [Fact]
    public async Task Clearing_removes_the_record_and_resets_the_state()
    {
        var grain = NewGrain();
        await grain.SetAsync(5);
        await grain.WriteAsync();
        await grain.ClearAsync();
        Assert.Equal(0, await grain.GetAsync());
        Assert.False(await grain.ExistsAsync());
        await engine.Cluster.DeactivateAsync(grain);
        Assert.Equal(0, await grain.GetAsync());
    }

    [Fact]
    public async Task An_inconsistent_state_that_escapes_ends_the_activation()
    {
        var grain = NewGrain();
        await grain.SetAsync(1);
        await grain.WriteAsync();
        engine.Storage.Touch("counter", grain.GetGrainId());
        await grain.SetAsync(2);
        var exception = await Assert.ThrowsAsync<InconsistentStateException>(() => grain.WriteAsync());
        Assert.Equal("touched", exception.StoredEtag);
        Assert.Equal(1, await grain.GetAsync());
        await grain.WriteAsync();
    }

    [Fact]
    public async Task An_inconsistent_state_that_the_grain_handles_does_not_end_it()
    {
        var grain = NewGrain();
        await grain.WriteAsync();
        engine.Storage.Touch("counter", grain.GetGrainId());
        await grain.SetAsync(2);
        Assert.False(await grain.TryWriteAsync());
        Assert.Equal(2, await grain.GetAsync());
    }

    [Fact]
    public async Task A_store_that_cannot_be_read_fails_the_activation_until_it_can()
    {
        var grain = NewGrain();
        engine.Storage.Failures[grain.GetGrainId()] = new InvalidOperationException("the disk is on holiday");
        var exception = await Assert.ThrowsAnyAsync<Exception>(() => grain.GetAsync());
        Assert.Contains("the disk is on holiday", exception.ToString());
        engine.Storage.Failures.TryRemove(grain.GetGrainId(), out _);
        await Eventually.SucceedsAsync(() => grain.GetAsync());
    }
}
