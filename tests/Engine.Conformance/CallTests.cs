namespace OrleansChat.Tests.Engine;

public sealed class CallTests(EngineFixture engine)
{
    public static readonly AsyncLocal<string?> Ambient = new();

    [Theory]
    [InlineData(0L)]
    [InlineData(255L)]
    [InlineData(-1L)]
    [InlineData(long.MaxValue)]
    [InlineData(long.MinValue)]
    public async Task An_integer_key_is_what_the_grain_sees(long key)
    {
        var grain = engine.Client.GetGrain<ICallGrain>(key);
        Assert.Equal(key, await grain.GetKeyAsync());
    }

    [Theory]
    [InlineData("plain")]
    [InlineData("with/slash and space")]
    [InlineData("用户一")]
    public async Task A_string_key_is_what_the_grain_sees(string key) =>
        Assert.Equal(key, await engine.Client.GetGrain<INamedGrain>(key).GetKeyAsync());

    [Fact]
    public async Task An_identity_reads_the_same_on_both_engines()
    {
        Assert.Equal("named/abc", await engine.Client.GetGrain<INamedGrain>("abc").GetIdAsync());
        Assert.Equal("call/FF", Orleans.GrainExtensions.GetGrainId(engine.Client.GetGrain<ICallGrain>(255)).ToString());
    }

    [Fact]
    public async Task Value_tasks_carry_results()
    {
        var grain = engine.Client.GetGrain<ICallGrain>(EngineFixture.NewKey());
        await grain.DoNothingAsync();
        Assert.Equal(42, await grain.TwiceAsync(21));
    }

    [Fact]
    public async Task Calls_that_wait_for_each_other_run_in_order()
    {
        var key = EngineFixture.NewKey();
        var grain = engine.Client.GetGrain<ICallGrain>(key);
        for (var number = 0; number < 50; number++) await grain.AppendAsync($"order {key}", number);
        Assert.Equal(Enumerable.Range(0, 50).Select(number => number.ToString()), engine.Probe.Read($"order {key}"));
    }

    [Fact]
    public async Task Calls_that_do_not_wait_for_each_other_each_run_once()
    {
        var key = EngineFixture.NewKey();
        var grain = engine.Client.GetGrain<ICallGrain>(key);
        await Task.WhenAll(Enumerable.Range(0, 200).Select(number => grain.AppendAsync($"set {key}", number)));
        // Neither engine promises their order; a cluster really turns it round.
        Assert.Equal(Enumerable.Range(0, 200), engine.Probe.Read($"set {key}").Select(int.Parse).Order());
    }

    [Fact]
    public async Task A_request_that_awaits_keeps_the_next_one_waiting()
    {
        var key = EngineFixture.NewKey();
        var grain = engine.Client.GetGrain<ICallGrain>(key);
        var first = grain.HoldAsync($"{key} first in", $"{key} first out");
        await engine.Probe.WaitAsync($"{key} first in");
        var second = grain.HoldAsync($"{key} second in", $"{key} second out");
        Assert.Equal(1, await grain.PeekRunningAsync());
        Assert.False(engine.Probe.IsOpen($"{key} second in"));
        engine.Probe.Open($"{key} first out");
        await first;
        await engine.Probe.WaitAsync($"{key} second in");
        Assert.Equal(1, await grain.PeekRunningAsync());
        engine.Probe.Open($"{key} second out");
        await second;
        Assert.Equal(0, await grain.PeekRunningAsync());
    }

    [Fact]
    public async Task Interleaving_calls_share_the_activation_but_never_a_turn()
    {
        var grain = engine.Client.GetGrain<ICallGrain>(EngineFixture.NewKey());
        var results = await Task.WhenAll(Enumerable.Range(0, 32).Select(_ => grain.ChurnAsync(50)));
        Assert.All(results, Assert.True);
    }

    [Fact]
    public async Task What_a_grain_awaits_continues_on_its_own_scheduler() =>
        Assert.True(await engine.Client.GetGrain<ICallGrain>(EngineFixture.NewKey()).StaysOnItsSchedulerAsync());

    [Fact]
    public async Task What_the_caller_keeps_in_an_AsyncLocal_is_not_part_of_the_call()
    {
        Ambient.Value = "the caller's";
        Assert.Null(await engine.Client.GetGrain<ICallGrain>(EngineFixture.NewKey()).ReadAsyncLocalAsync());
    }

    [Fact]
    public async Task A_grain_gives_a_reference_to_itself_and_takes_references_of_others()
    {
        var (one, other) = (EngineFixture.NewKey(), EngineFixture.NewKey());
        var grain = engine.Client.GetGrain<ICallGrain>(one);
        var self = await grain.GetSelfAsync();
        Assert.Equal(one, await self.GetKeyAsync());
        Assert.Equal(grain, self);
        Assert.Equal(grain.GetHashCode(), self.GetHashCode());
        Assert.Equal(other, await grain.AskKeyOfAsync(engine.Client.GetGrain<ICallGrain>(other)));
    }

    [Fact]
    public async Task Neither_side_sees_what_the_other_does_to_an_argument_or_a_result()
    {
        var grain = engine.Client.GetGrain<ICallGrain>(EngineFixture.NewKey());
        var sent = new Note { Text = "sent", Numbers = [1, 2], Inner = new() { Numbers = [3] } };
        var returned = await grain.ChangeAndKeepAsync(sent);
        Assert.Equal("sent", sent.Text);
        Assert.Equal([1, 2], sent.Numbers);
        Assert.Equal([3], sent.Inner.Numbers);
        Assert.Equal("sent changed", returned.Text);
        returned.Numbers.Clear();
        Assert.Equal([1, 2, 99], (await grain.GetKeptAsync())!.Numbers);
    }

    [Fact]
    public async Task What_goes_on_after_a_request_may_call_back_to_its_grain()
    {
        var (one, other) = (EngineFixture.NewKey(), EngineFixture.NewKey());
        await engine.Client.GetGrain<IChainGrain>(one).CallLaterAsync(other, $"{one} done");
        await engine.Probe.WaitAsync($"{one} done");
    }

    [Fact]
    public async Task A_one_way_call_completes_at_once_and_is_executed()
    {
        var key = EngineFixture.NewKey();
        var grain = engine.Client.GetGrain<ICallGrain>(key);
        await grain.NoteOneWayAsync($"oneway {key}", $"{key} in", $"{key} out");
        await engine.Probe.WaitAsync($"{key} in");
        Assert.Empty(engine.Probe.Read($"oneway {key}"));
        engine.Probe.Open($"{key} out");
        await engine.Probe.ReadAsync($"oneway {key}", 1);
    }

    [Fact]
    public async Task A_one_way_call_that_fails_tells_nobody()
    {
        var key = EngineFixture.NewKey();
        var grain = engine.Client.GetGrain<ICallGrain>(key);
        await grain.FailOneWayAsync($"{key} in");
        await engine.Probe.WaitAsync($"{key} in");
        Assert.Equal(key, await grain.GetKeyAsync());
    }
}
