namespace OrleansChat.Tests.Grains;

/// <summary>Calls between grains point one way: two grains that wait for each other wait for ever.</summary>
public sealed class CallGraphTests
{
    private const string User = "public sealed partial class UserGrain(\n    IAccountStore accounts) : Grain, IUserGrain\n{\n}\n";

    [Fact]
    public void No_grain_reaches_itself_and_every_call_belongs_to_a_grain()
    {
        var graph = new CallGraph(Repository.CSharpFiles("Grains").Select(path => (path, Repository.Read(path))));
        Assert.Null(graph.Cycle);
        Assert.Empty(graph.Strays);
        Assert.Contains("IFrontendRegistryGrain", graph.Calls["IUserGrain"]);
    }

    [Fact]
    public void A_planted_cycle_is_found_with_its_chain()
    {
        var graph = new CallGraph([
            ("UserGrain.cs", User),
            ("UserGrain.Friends.cs", "public sealed partial class UserGrain { void X() => GrainFactory.GetGrain<IFriendGrain>(1); }"),
            ("FriendGrain.cs", "public class FriendGrain : Grain, IFriendGrain { void X() => GrainFactory.GetGrain<IGroupGrain>(1); }"),
            ("GroupGrain.cs", "public class GroupGrain : Grain, IGroupGrain { void X() => GrainFactory.GetGrain<IUserGrain>(1); }"),
        ]);
        Assert.Equal("IFriendGrain -> IGroupGrain -> IUserGrain -> IFriendGrain", graph.Cycle);
    }

    [Fact]
    public void A_grain_that_calls_its_own_kind_is_a_cycle() => Assert.Equal(
        "IUserGrain -> IUserGrain",
        new CallGraph([("UserGrain.cs", User), ("X.cs", "partial class UserGrain { void X() => GrainFactory.GetGrain<IUserGrain>(1); }")]).Cycle);

    [Fact]
    public void Calls_that_meet_in_one_grain_are_no_cycle()
    {
        var graph = new CallGraph([
            ("UserGrain.cs", User),
            ("FriendGrain.cs", "class FriendGrain : Grain, IFriendGrain { void X() => GrainFactory.GetGrain<IUserGrain>(1); }"),
            ("GroupGrain.cs", "class GroupGrain : Grain, IGroupGrain { void X() => GrainFactory.GetGrain<IUserGrain>(1); }"),
        ]);
        Assert.Null(graph.Cycle);
        Assert.Empty(graph.Strays);
    }

    [Fact]
    public void A_call_from_a_part_that_is_no_grain_is_named() => Assert.Equal(
        ["Inbox.cs"], new CallGraph([("Inbox.cs", "class Inbox { void X() => factory.GetGrain<IUserGrain>(1); }")]).Strays);
}
