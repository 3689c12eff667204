using Orleans;
using Orleans.Concurrency;

namespace OrleansChat.Tests.Engine;

[Alias("test.observer")]
public interface ITestObserver : IGrainObserver
{
    [OneWay, Alias("see")] Task SeeAsync(int number);

    [Alias("ask")] Task<int> AskAsync(int number);

    [Alias("fail")] ValueTask FailAsync(string message);
}
