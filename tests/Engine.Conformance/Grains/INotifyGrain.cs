using Orleans;

namespace OrleansChat.Tests.Engine;

[Alias("test.notify")]
public interface INotifyGrain : IGrainWithIntegerKey
{
    [Alias("send")] Task SendAsync(ITestObserver observer, int count);

    [Alias("ask")] Task<int> AskAsync(ITestObserver observer, int number);

    [Alias("fail")] Task FailAsync(ITestObserver observer, string message);

    [Alias("keep")] Task<bool> IsSameAsync(ITestObserver one, ITestObserver other);
}
