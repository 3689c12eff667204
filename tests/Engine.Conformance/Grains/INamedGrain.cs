using Orleans;

namespace OrleansChat.Tests.Engine;

[Alias("test.named")]
public interface INamedGrain : IGrainWithStringKey
{
    [Alias("key")] Task<string> GetKeyAsync();

    [Alias("id")] Task<string> GetIdAsync();
}
