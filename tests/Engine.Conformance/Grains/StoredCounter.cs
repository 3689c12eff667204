using Orleans;

namespace OrleansChat.Tests.Engine;

[GenerateSerializer, Alias("test.counter")]
public sealed class StoredCounter
{
    [Id(0)]
    public int Value { get; set; }
}
