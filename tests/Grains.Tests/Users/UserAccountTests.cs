using OrleansChat.Tests.Cluster;
using OrleansChat.Users;

namespace OrleansChat.Tests.Users;

/// <summary>The account and the settings behind a user's grain.</summary>
public sealed class UserAccountTests(ChatCluster cluster)
{
    [Fact]
    public async Task The_last_login_holds_the_one_valid_token_and_frontends_forget_the_one_before()
    {
        var (id, user) = await cluster.NewUserAsync();
        var frontend = await cluster.NewFrontendAsync();
        await user.OpenSessionAsync(frontend.NewSession());
        Assert.True((await user.SignInAsync(new SignIn { TokenId = "one", App = "phone" })).IsAccepted);
        var second = await user.SignInAsync(new SignIn { TokenId = "two", App = "tablet", Address = "10.0.0.1" });
        Assert.Equal(("two", "tablet"), (second.Profile?.Account.UserTokenId, second.Profile?.Account.UserTokenApp));
        await frontend.UntilAsync(() => frontend.Events.Count(told => told == $"forget {id}") == 2, "both logins are told");

        await cluster.Engine.DeactivateAsync(user);
        var loaded = await user.GetProfileAsync();
        Assert.Equal(("two", "tablet", "10.0.0.1"), (loaded?.Account.UserTokenId, loaded?.Account.UserTokenApp, loaded?.Account.LastLoginFrom));
    }

    [Fact]
    public async Task Logins_at_once_leave_the_token_that_a_fresh_load_shows()
    {
        var (_, user) = await cluster.NewUserAsync();
        await Task.WhenAll(Enumerable.Range(0, 10).Select(i => user.SignInAsync(new SignIn { TokenId = $"{i}", App = "phone" })));
        var before = await user.GetProfileAsync();
        await cluster.Engine.DeactivateAsync(user);
        Assert.Equal(before?.Account.UserTokenId, (await user.GetProfileAsync())?.Account.UserTokenId);
    }

    [Fact]
    public async Task Settings_survive_the_activation()
    {
        var (_, user) = await cluster.NewUserAsync();
        Assert.Equal("", (await user.GetProfileAsync())?.Userset);
        Assert.Equal(ChatError.None, await user.SetUsersetAsync("""{"theme":"深色 🌙"}"""));
        await cluster.Engine.DeactivateAsync(user);
        Assert.Equal("""{"theme":"深色 🌙"}""", (await user.GetProfileAsync())?.Userset);
    }

    [Fact]
    public async Task Nobody_is_refused_everywhere_and_served_once_registered()
    {
        var id = new UserId(9_000_001);
        var user = cluster.UserOf(id);
        var frontend = await cluster.NewFrontendAsync();
        Assert.Null(await user.GetProfileAsync());
        Assert.Equal(ChatError.AccountMissingOrDisabled, (await user.SignInAsync(new SignIn { TokenId = "t", App = "phone" })).Error);
        Assert.Equal(ChatError.AccountMissingOrDisabled, await user.SetUsersetAsync("{}"));
        Assert.Equal(ChatError.AccountMissingOrDisabled, (await user.OpenSessionAsync(frontend.NewSession())).Error);
        Assert.Equal(ChatError.ReceiverMissingOrDisabled, (await user.SendAsync(InboxBench.Message("hello", "k"))).Error);

        var account = (await cluster.RegisterAsync()) with { Id = id, Uuid = Guid.NewGuid(), Username = cluster.NewName() };
        Assert.True(await cluster.Accounts.TryRegisterAsync(new OrleansChat.Storage.NewAccount(account, "hash")));
        Assert.True((await user.SendAsync(InboxBench.Message("hello", "k"))).IsAccepted);
        Assert.Equal(ChatError.None, (await user.OpenSessionAsync(frontend.NewSession())).Error);
        Assert.Equal(account.Username, (await user.GetProfileAsync())?.Account.Username);
    }
}
