using OrleansChat.Accounts;
using OrleansChat.Tests.Cluster;
using OrleansChat.Users;

namespace OrleansChat.Tests.Accounts;

/// <summary>Registration and the first half of a login.</summary>
public sealed class UsernameGrainTests(ChatCluster cluster)
{
    [Fact]
    public async Task Who_registered_can_be_found_by_name_and_by_number()
    {
        var name = cluster.NewName();
        var outcome = await cluster.TryRegisterAsync(name);
        Assert.True(outcome.IsAccepted);
        Assert.True(outcome.Account.Id.IsValid);

        var found = await cluster.Client.GetGrain<IUsernameGrain>(name).FindAsync();
        Assert.Equal(new PasswordRecord(outcome.Account.Id, "hash", 1), found);
        Assert.DoesNotContain("hash", found!.ToString().Replace("PasswordRecord", ""));
        Assert.Equal(outcome.Account, (await cluster.UserOf(outcome.Account.Id).GetProfileAsync())?.Account);
        Assert.Equal($"token of {name}", outcome.Account.UserTokenId);
    }

    [Fact]
    public async Task A_name_is_taken_once_whatever_its_case()
    {
        var name = cluster.NewName();
        Assert.True((await cluster.TryRegisterAsync(name)).IsAccepted);
        Assert.Equal(ChatError.UsernameTaken, (await cluster.TryRegisterAsync(name.ToUpperInvariant(), name)).Error);
        Assert.Equal(ChatError.UsernameTaken, (await cluster.TryRegisterAsync(name)).Error);
    }

    [Fact]
    public async Task Of_many_registrations_of_one_name_at_once_one_succeeds_even_over_different_grains()
    {
        var name = cluster.NewName();
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 20).Select(i => cluster.TryRegisterAsync(name, i % 2 == 0 ? name : $"{name}-{i}")));
        Assert.Single(outcomes, static outcome => outcome.IsAccepted);
        Assert.All(outcomes.Where(outcome => !outcome.IsAccepted), static outcome => Assert.Equal(ChatError.UsernameTaken, outcome.Error));
    }

    [Fact]
    public async Task Numbers_are_given_once()
    {
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 150).Select(_ => cluster.TryRegisterAsync(cluster.NewName())));
        Assert.All(outcomes, static outcome => Assert.True(outcome.IsAccepted));
        Assert.Equal(outcomes.Length, outcomes.Select(outcome => outcome.Account!.Id).Distinct().Count());
    }

    [Fact]
    public async Task Nobody_is_found_under_a_free_name() =>
        Assert.Null(await cluster.Client.GetGrain<IUsernameGrain>(cluster.NewName()).FindAsync());

    [Fact]
    public async Task A_hash_of_an_older_rule_is_replaced()
    {
        var name = cluster.NewName();
        await cluster.TryRegisterAsync(name);
        await cluster.Client.GetGrain<IUsernameGrain>(name).UpgradeHashAsync("newer");
        Assert.Equal("newer", (await cluster.Client.GetGrain<IUsernameGrain>(name).FindAsync())?.PasswordHash);
    }

    [Fact]
    public async Task A_guest_has_no_password_and_no_user_token()
    {
        var name = cluster.NewName();
        var outcome = await cluster.Client.GetGrain<IUsernameGrain>(name).RegisterAsync(new RegisterAccount
        {
            Username = name,
            Role = AccountRole.Visitor,
            TokenId = "visitor token",
            App = "web",
        });
        Assert.Null(outcome.Account?.UserTokenId);
        Assert.Null((await cluster.Client.GetGrain<IUsernameGrain>(name).FindAsync())?.PasswordHash);
    }
}
