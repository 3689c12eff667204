using Orleans;
using Orleans.Embedded;
using Orleans.Runtime;

namespace OrleansChat.Tests.Engine;

/// <summary>Each check and each fault of the strict mode is seen to catch a planted bug.</summary>
public sealed class StrictTests
{
    private static EmbeddedRun Run(Func<EmbeddedRun, IGrainFactory, Task> work, StrictOptions? strict = null) => EmbeddedRun.Of(1, strict ?? new(), work);

    [Fact]
    public void A_grain_that_changes_an_immutable_argument_is_caught()
    {
        var exception = Assert.Throws<StrictViolationException>(() => Run((_, grains) => grains.GetGrain<IPlantGrain>(1).MutateAsync(new() { Numbers = [1] })));
        Assert.Contains($"{nameof(FrozenLie)} was changed", exception.Message, StringComparison.Ordinal);
        Assert.Contains("plant/1.MutateAsync", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Bytes_that_a_parameter_promises_not_to_change_are_watched() =>
        Assert.Throws<StrictViolationException>(() => Run((_, grains) => grains.GetGrain<IPlantGrain>(1).MutateBytesAsync([1, 2])));

    [Fact]
    public void A_grain_that_changes_a_result_after_returning_it_is_caught_at_the_latest_when_the_engine_stops() =>
        Assert.Throws<StrictViolationException>(() => Run(async (_, grains) =>
        {
            var grain = grains.GetGrain<IPlantGrain>(1);
            await grain.ReturnAndMutateLaterAsync();
            await grain.ReturnAndMutateLaterAsync();
        }));

    [Fact]
    public void A_caller_that_changes_an_immutable_argument_after_sending_it_is_caught() =>
        Assert.Throws<StrictViolationException>(() => Run(async (_, grains) =>
        {
            var sent = new FrozenLie { Numbers = [1] };
            var call = grains.GetGrain<IPlantGrain>(1).MutateAsync(sent);
            sent.Numbers[0] = 7;
            await call;
        }));

    [Fact]
    public void A_member_without_Id_does_not_arrive() => Run(async (_, grains) =>
        Assert.Equal(1, await grains.GetGrain<IPlantGrain>(1).CountAsync(new() { Carried = 1, Forgotten = 10 })));

    [Fact]
    public void A_type_without_GenerateSerializer_is_refused_as_argument()
    {
        var exception = Assert.Throws<StrictViolationException>(() => Run((_, grains) => grains.GetGrain<IPlantGrain>(1).TakeUnmarkedAsync(new(1))));
        Assert.Contains($"Argument of plant/1.TakeUnmarkedAsync: {typeof(UnmarkedRecord).FullName}", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_type_without_GenerateSerializer_is_refused_as_result() =>
        Assert.Throws<StrictViolationException>(() => Run((_, grains) => grains.GetGrain<IPlantGrain>(1).ReturnUnmarkedAsync()));

    [Fact]
    public void Collections_are_copied_deeply() => Run(async (_, grains) =>
    {
        var note = new Note { Text = "one", Numbers = [1] };
        note.Inner = note;
        var echoed = await grains.GetGrain<IPlantGrain>(1).EchoAsync([note]);
        Assert.NotSame(note, echoed[0]);
        Assert.Same(echoed[0], echoed[0].Inner);
        Assert.Equal("one", echoed[0].Text);
        var map = await grains.GetGrain<IPlantGrain>(1).EchoMapAsync(new(StringComparer.OrdinalIgnoreCase) { ["A"] = [new() { Text = "a" }] });
        Assert.Equal("a", map["a"][0].Text);
    });

    [Fact]
    public void A_retry_that_is_not_idempotent_counts_twice_when_answers_are_lost() =>
        Assert.True(CountAfter(new() { LoseAnswer = 0.3, Seed = 5 }) > 100);

    [Fact]
    public void A_retry_that_is_not_idempotent_counts_twice_when_calls_time_out() =>
        Assert.True(CountAfter(new() { TimeOut = 0.3, Seed = 5 }) > 100);

    [Fact]
    public void A_rejected_call_was_not_executed() => Assert.Equal(100, CountAfter(new() { Reject = 0.3, Seed = 5 }));

    [Fact]
    public void What_a_grain_keeps_only_in_memory_is_lost_when_its_activation_dies() =>
        Assert.True(CountAfter(new() { EndActivation = 0.05, Seed = 5 }) < 100);

    [Fact]
    public void Stored_state_survives_dying_activations()
    {
        var strict = new StrictOptions { EndActivation = 0.05, LoseAnswer = 0.05, Seed = 3 };
        Run(async (_, grains) =>
        {
            for (var number = 1; number <= 50; number++) await SetUntilAnsweredAsync(grains.GetGrain<IStateGrain>(1), number);
            Assert.Equal(50, await UntilAnsweredAsync(() => grains.GetGrain<IStateGrain>(1).ReadAsync()));
        }, strict);
    }

    private static async Task SetUntilAnsweredAsync(IStateGrain grain, int number) => await UntilAnsweredAsync(async () =>
    {
        await grain.SetAsync(number);
        await grain.WriteAsync();
        // The activation may have died between the two calls; only what is read from the store counts.
        return await grain.ReadAsync() == number ? true : throw new TimeoutException("Lost between two calls.");
    });

    private static int CountAfter(StrictOptions strict)
    {
        var count = 0;
        Run(async (_, grains) =>
        {
            var grain = grains.GetGrain<ITraceGrain>(1);
            for (var i = 0; i < 100; i++) count = await UntilAnsweredAsync(() => grain.AddAsync(1));
        }, strict);
        return count;
    }

    private static async Task<T> UntilAnsweredAsync<T>(Func<Task<T>> call)
    {
        while (true)
        {
            try
            {
                return await call();
            }
            catch (Exception exception) when (exception is TimeoutException or OrleansMessageRejectionException)
            {
                // Unknown or not executed: the caller's only way is to repeat.
            }
        }
    }
}
