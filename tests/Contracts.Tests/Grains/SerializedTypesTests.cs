using Orleans;
using OrleansChat.Users;

namespace OrleansChat.Tests.Grains;

/// <summary>Every type that crosses a border, and every one that is stored as grain state.</summary>
public sealed class SerializedTypesTests
{
    [Fact]
    public void Every_member_has_its_id_and_every_type_and_method_its_alias()
    {
        var types = typeof(IUserGrain).Assembly.GetTypes().Concat(typeof(UserGrain).Assembly.GetTypes()).Where(ContractLines.IsOurs).ToList();
        Assert.True(types.Count > 20, "the types are found");
        Assert.Empty(SerializedTypes.Faults(types));
    }

    [Fact]
    public void Planted_faults_are_named()
    {
        var faults = SerializedTypes.Faults([typeof(NoAlias), typeof(DoubledId), typeof(ForgottenId), typeof(SameAlias), typeof(INoAliases)]).ToList();
        Assert.Contains("NoAlias has no [Alias]", faults);
        Assert.Contains("DoubledId has [Id(0)] on One and Two", faults);
        Assert.Contains("ForgottenId.Two is state without [Id]", faults);
        Assert.Contains("Alias test.forgotten names ForgottenId and SameAlias", faults);
        Assert.Contains("INoAliases.DoAsync has no [Alias]", faults);
        Assert.Contains("INoAliases.DoAsync carries NotSerialized, which has no [GenerateSerializer]", faults);
    }

    // Without [GenerateSerializer], so that no engine looks at them: the check is given the types.
    public sealed record NoAlias([property: Id(0)] int One);

    [Alias("test.doubled")]
    public sealed record DoubledId([property: Id(0)] int One, [property: Id(0)] int Two);

    [Alias("test.forgotten")]
    public sealed record ForgottenId([property: Id(0)] int One, int Two);

    [Alias("test.forgotten")]
    public sealed record SameAlias;

    [Alias("test.methods")]
    public interface INoAliases
    {
        Task DoAsync(List<NotSerialized> what);
    }

    public sealed record NotSerialized;
}
