namespace OrleansChat.Tests.Engine;

public sealed class ExceptionTests(EngineFixture engine)
{
    private ICallGrain NewGrain() => engine.Client.GetGrain<ICallGrain>(EngineFixture.NewKey());

    [Fact]
    public async Task An_exception_keeps_type_message_and_the_stack_of_the_grain()
    {
        var exception = await Assert.ThrowsAsync<InvalidOperationException>(() => NewGrain().ThrowAsync("the reason"));
        Assert.Equal("the reason", exception.Message);
        Assert.Contains($"{nameof(CallGrain)}.{nameof(CallGrain.ThrowAsync)}", exception.StackTrace);
    }

    [Fact]
    public async Task An_exception_before_the_first_await_comes_back_in_the_task()
    {
        var task = NewGrain().ThrowBeforeFirstAwaitAsync("early");
        var exception = await Assert.ThrowsAsync<InvalidOperationException>(() => task);
        Assert.Equal("early", exception.Message);
        Assert.Contains(nameof(CallGrain.ThrowBeforeFirstAwaitAsync), exception.StackTrace);
    }

    [Fact]
    public async Task A_failed_task_that_was_never_thrown_fails_the_call() =>
        await Assert.ThrowsAsync<ArgumentException>(() => NewGrain().ThrowArgumentAsync("bad argument"));

    [Fact]
    public async Task A_cancelled_task_cancels_the_call() =>
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => NewGrain().BeCancelledAsync());

    [Fact]
    public async Task A_grain_that_threw_serves_the_next_call()
    {
        var grain = NewGrain();
        await Assert.ThrowsAsync<InvalidOperationException>(() => grain.ThrowAsync("once"));
        Assert.Equal(4, await grain.TwiceAsync(2));
    }
}
