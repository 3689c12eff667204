using Orleans;

namespace OrleansChat.Tests.Engine;

public sealed class CallGrain(Probe probe) : Grain, ICallGrain
{
    private int _running;
    private int _inside;
    private Note? _kept;

    public Task<long> GetKeyAsync() => Task.FromResult(this.GetPrimaryKeyLong());

    public ValueTask<int> TwiceAsync(int value) => ValueTask.FromResult(2 * value);

    public ValueTask DoNothingAsync() => ValueTask.CompletedTask;

    public Task AppendAsync(string log, int number)
    {
        probe.Note(log, number.ToString());
        return Task.CompletedTask;
    }

    public Task HoldAsync(string entered, string release) => HoldTwiceAsync(entered, release, entered, release);

    public async Task HoldTwiceAsync(string entered, string release, string again, string releaseAgain)
    {
        _running++;
        probe.Open(entered);
        await probe.WaitAsync(release);
        probe.Open(again);
        await probe.WaitAsync(releaseAgain);
        _running--;
    }

    public Task<int> PeekRunningAsync() => Task.FromResult(_running);

    public async Task<bool> ChurnAsync(int rounds)
    {
        var alone = true;
        for (var i = 0; i < rounds; i++)
        {
            alone &= Interlocked.Increment(ref _inside) == 1;
            Thread.SpinWait(50);
            Interlocked.Decrement(ref _inside);
            await Task.Yield();
        }

        return alone;
    }

    public async Task<bool> StaysOnItsSchedulerAsync()
    {
        var before = TaskScheduler.Current;
        await Task.Delay(1);
        var afterDelay = TaskScheduler.Current;
        await Task.Run(static () => { });
        return before != TaskScheduler.Default && ReferenceEquals(before, afterDelay) && ReferenceEquals(before, TaskScheduler.Current);
    }

    public Task<string?> ReadAsyncLocalAsync() => Task.FromResult(CallTests.Ambient.Value);

    public Task<Note> ChangeAndKeepAsync(Note note)
    {
        note.Text += " changed";
        note.Numbers.Add(99);
        note.Inner?.Numbers.Clear();
        _kept = note;
        return Task.FromResult(note);
    }

    public Task<Note?> GetKeptAsync() => Task.FromResult(_kept);

    public Task<ICallGrain> GetSelfAsync() => Task.FromResult(this.AsReference<ICallGrain>());

    public Task<long> AskKeyOfAsync(ICallGrain other) => other.GetKeyAsync();

    public async Task NoteOneWayAsync(string log, string entered, string release)
    {
        probe.Open(entered);
        await probe.WaitAsync(release);
        probe.Note(log, "done");
    }

    public Task FailOneWayAsync(string entered)
    {
        probe.Open(entered);
        throw new InvalidOperationException("nobody hears this");
    }

    public async Task ThrowAsync(string message)
    {
        await Task.Yield();
        throw new InvalidOperationException(message);
    }

    public Task ThrowBeforeFirstAwaitAsync(string message) => throw new InvalidOperationException(message);

    public Task<int> ThrowArgumentAsync(string message) => Task.FromException<int>(new ArgumentException(message));

    public Task<int> BeCancelledAsync() => Task.FromCanceled<int>(new(canceled: true));

    public async Task WaitUntilCancelledAsync(string entered, string seen, CancellationToken cancellationToken)
    {
        probe.Open(entered);
        try
        {
            await Task.Delay(Timeout.Infinite, cancellationToken);
        }
        finally
        {
            probe.Open(seen);
        }
    }

    public Task<bool> CanBeCancelledAsync(CancellationToken cancellationToken) => Task.FromResult(cancellationToken.CanBeCanceled);
}
