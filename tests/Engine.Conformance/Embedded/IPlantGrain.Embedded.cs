using System.Collections.Immutable;
using Orleans;

namespace OrleansChat.Tests.Engine;

/// <summary>A grain with one planted bug per method; each must be caught.</summary>
public interface IPlantGrain : IGrainWithIntegerKey
{
    Task MutateAsync(FrozenLie lie);

    Task<FrozenLie> ReturnAndMutateLaterAsync();

    Task<int> CountAsync(ForgetfulRecord record);

    Task<object> ReturnUnmarkedAsync();

    Task<ImmutableArray<Note>> EchoAsync(ImmutableArray<Note> notes);

    Task<Dictionary<string, List<Note>>> EchoMapAsync(Dictionary<string, List<Note>> map);

    Task MutateBytesAsync([Immutable] byte[] bytes);

    Task TakeUnmarkedAsync(UnmarkedRecord record);
}
