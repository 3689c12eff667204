using Orleans;

namespace OrleansChat.Tests.Engine;

[Alias("test.life")]
public interface ILifeGrain : IGrainWithIntegerKey
{
    /// <summary>Different for every activation.</summary>
    [Alias("activation")] Task<int> GetActivationAsync();

    [Alias("hold")] Task<int> HoldAsync(string entered, string release);

    [Alias("end")] Task<int> EndAsync();

    [Alias("endhold")] Task<int> EndAndHoldAsync(string entered, string release);
}
