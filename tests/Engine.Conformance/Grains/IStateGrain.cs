using Orleans;
using Orleans.Concurrency;

namespace OrleansChat.Tests.Engine;

[Alias("test.state")]
public interface IStateGrain : IGrainWithIntegerKey
{
    [Alias("get")] Task<int> GetAsync();

    [Alias("set")] Task SetAsync(int value);

    [Alias("write")] Task WriteAsync();

    [Alias("writemany"), AlwaysInterleave] Task AddAndWriteAsync(int value);

    [Alias("read")] Task<int> ReadAsync();

    [Alias("clear")] Task ClearAsync();

    [Alias("version")] Task<string?> GetVersionAsync();

    [Alias("exists")] Task<bool> ExistsAsync();

    [Alias("trywrite")] Task<bool> TryWriteAsync();
}
