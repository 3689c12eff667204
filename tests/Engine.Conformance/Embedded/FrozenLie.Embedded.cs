using Orleans;

namespace OrleansChat.Tests.Engine;

/// <summary>Promises to be immutable and is not.</summary>
[GenerateSerializer, Immutable]
public sealed class FrozenLie
{
    [Id(0)]
    public int[] Numbers { get; init; } = [];
}
