using Orleans;
using Orleans.Concurrency;

namespace OrleansChat.Tests.Engine;

[Alias("test.call")]
public interface ICallGrain : IGrainWithIntegerKey
{
    [Alias("key")] Task<long> GetKeyAsync();

    [Alias("twice")] ValueTask<int> TwiceAsync(int value);

    [Alias("nothing")] ValueTask DoNothingAsync();

    [Alias("append")] Task AppendAsync(string log, int number);

    [Alias("hold")] Task HoldAsync(string entered, string release);

    [Alias("holdtwice")] Task HoldTwiceAsync(string entered, string release, string again, string releaseAgain);

    [AlwaysInterleave, Alias("peek")] Task<int> PeekRunningAsync();

    [AlwaysInterleave, Alias("churn")] Task<bool> ChurnAsync(int rounds);

    [Alias("scheduler")] Task<bool> StaysOnItsSchedulerAsync();

    [Alias("asynclocal")] Task<string?> ReadAsyncLocalAsync();

    [Alias("change")] Task<Note> ChangeAndKeepAsync(Note note);

    [Alias("kept")] Task<Note?> GetKeptAsync();

    [Alias("self")] Task<ICallGrain> GetSelfAsync();

    [Alias("askother")] Task<long> AskKeyOfAsync(ICallGrain other);

    [OneWay, Alias("oneway")] Task NoteOneWayAsync(string log, string entered, string release);

    [OneWay, Alias("onewayfail")] Task FailOneWayAsync(string entered);

    [Alias("throw")] Task ThrowAsync(string message);

    [Alias("thrownow")] Task ThrowBeforeFirstAwaitAsync(string message);

    [Alias("throwvalue")] Task<int> ThrowArgumentAsync(string message);

    [Alias("cancelled")] Task<int> BeCancelledAsync();

    [Alias("untilcancelled")] Task WaitUntilCancelledAsync(string entered, string seen, CancellationToken cancellationToken);

    [Alias("ignorecancel")] Task<bool> CanBeCancelledAsync(CancellationToken cancellationToken);
}
