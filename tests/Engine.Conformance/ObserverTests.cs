using System.Runtime.CompilerServices;

namespace OrleansChat.Tests.Engine;

public sealed class ObserverTests(EngineFixture engine)
{
    private INotifyGrain NewGrain() => engine.Client.GetGrain<INotifyGrain>(EngineFixture.NewKey());

    [Fact]
    public async Task Calls_reach_an_observer_one_at_a_time_and_each_arrives_once()
    {
        var observer = new RecordingObserver();
        var reference = engine.Client.CreateObjectReference<ITestObserver>(observer);
        await NewGrain().SendAsync(reference, 500);
        await observer.WaitForAsync(500);
        // Neither engine promises the order of calls that do not wait for each other; a cluster really turns it round.
        Assert.Equal(Enumerable.Range(0, 500), observer.Seen.Order());
        Assert.False(observer.Overlapped);
    }

    [Fact]
    public async Task Calls_that_wait_for_each_other_reach_an_observer_in_order()
    {
        var observer = new RecordingObserver();
        var reference = engine.Client.CreateObjectReference<ITestObserver>(observer);
        var grain = NewGrain();
        for (var number = 0; number < 20; number++) Assert.Equal(number, await grain.AskAsync(reference, number));
        Assert.Equal(Enumerable.Range(0, 20), observer.Seen);
    }

    [Fact]
    public async Task What_an_observer_throws_reaches_the_caller()
    {
        var observer = new RecordingObserver();
        var reference = engine.Client.CreateObjectReference<ITestObserver>(observer);
        var exception = await Assert.ThrowsAsync<InvalidOperationException>(() => NewGrain().FailAsync(reference, "no thanks"));
        Assert.Equal("no thanks", exception.Message);
        GC.KeepAlive(observer);
    }

    [Fact]
    public async Task One_way_calls_to_a_deleted_observer_are_dropped()
    {
        var observer = new RecordingObserver();
        var reference = engine.Client.CreateObjectReference<ITestObserver>(observer);
        var grain = NewGrain();
        Assert.Equal(1, await grain.AskAsync(reference, 1));
        engine.Client.DeleteObjectReference<ITestObserver>(reference);
        await grain.SendAsync(reference, 10);
        var other = new RecordingObserver();
        Assert.Equal(2, await grain.AskAsync(engine.Client.CreateObjectReference<ITestObserver>(other), 2));
        Assert.Equal([1], observer.Seen);
        GC.KeepAlive(other);
    }

    [Fact]
    public async Task A_reference_does_not_keep_its_observer_alive()
    {
        var grain = NewGrain();
        var (reference, observer) = Make();
        for (var i = 0; i < 50 && IsAlive(observer); i++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
            await Task.Yield();
        }

        Assert.False(IsAlive(observer));
        await grain.SendAsync(reference, 10);
    }

    [Fact]
    public async Task A_reference_equals_itself_wherever_it_was_sent()
    {
        var observer = new RecordingObserver();
        var reference = engine.Client.CreateObjectReference<ITestObserver>(observer);
        Assert.True(await NewGrain().IsSameAsync(reference, reference));
        Assert.False(await NewGrain().IsSameAsync(reference, engine.Client.CreateObjectReference<ITestObserver>(observer)));
        GC.KeepAlive(observer);
    }

    // The strong reference lives in this frame only, never in the state machine of the test.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static bool IsAlive(WeakReference<RecordingObserver> observer) => observer.TryGetTarget(out _);

    [MethodImpl(MethodImplOptions.NoInlining)]
    private (ITestObserver Reference, WeakReference<RecordingObserver> Observer) Make()
    {
        var observer = new RecordingObserver();
        return (engine.Client.CreateObjectReference<ITestObserver>(observer), new(observer));
    }
}
