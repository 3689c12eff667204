using Orleans;

namespace OrleansChat.Tests.Engine;

public sealed class NotifyGrain : Grain, INotifyGrain
{
    public async Task SendAsync(ITestObserver observer, int count)
    {
        for (var number = 0; number < count; number++) await observer.SeeAsync(number);
    }

    public Task<int> AskAsync(ITestObserver observer, int number) => observer.AskAsync(number);

    public async Task FailAsync(ITestObserver observer, string message) => await observer.FailAsync(message);

    public Task<bool> IsSameAsync(ITestObserver one, ITestObserver other) => Task.FromResult(one.Equals(other));
}
