namespace OrleansChat.Tests.Engine;

/// <summary>A cluster of its own for tests that wait until a call times out.</summary>
public sealed class ShortTimeoutFixture : EngineFixture
{
    protected override TimeSpan ResponseTimeout => TimeSpan.FromSeconds(2);
}
