using System.Collections.Immutable;
using Orleans;

namespace OrleansChat.Tests.Engine;

public sealed class PlantGrain : Grain, IPlantGrain
{
    private FrozenLie? _returned;

    public Task MutateAsync(FrozenLie lie)
    {
        lie.Numbers[0]++;
        return Task.CompletedTask;
    }

    public Task<FrozenLie> ReturnAndMutateLaterAsync()
    {
        if (_returned is not null) _returned.Numbers[0]++;
        return Task.FromResult(_returned ??= new() { Numbers = [1] });
    }

    public Task<int> CountAsync(ForgetfulRecord record) => Task.FromResult(record.Carried + record.Forgotten);

    public Task<object> ReturnUnmarkedAsync() => Task.FromResult<object>(new UnmarkedRecord(1));

    public Task<ImmutableArray<Note>> EchoAsync(ImmutableArray<Note> notes) => Task.FromResult(notes);

    public Task<Dictionary<string, List<Note>>> EchoMapAsync(Dictionary<string, List<Note>> map) => Task.FromResult(map);

    public Task MutateBytesAsync([Immutable] byte[] bytes)
    {
        bytes[0]++;
        return Task.CompletedTask;
    }

    public Task TakeUnmarkedAsync(UnmarkedRecord record) => Task.CompletedTask;
}
