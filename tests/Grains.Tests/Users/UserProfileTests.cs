using OrleansChat.Tests.Cluster;
using OrleansChat.Users;

namespace OrleansChat.Tests.Users;

/// <summary>Profile, password and logout of a user's grain, and the directory.</summary>
public sealed class UserProfileTests(ChatCluster cluster)
{
    [Fact]
    public async Task A_changed_profile_survives_the_activation_and_the_note_of_it_does_not()
    {
        var (id, user) = await cluster.NewUserAsync();
        Assert.Equal(ChatError.None, await user.ChangeProfileAsync(ProfileField.Nickname, "安 🌲"));
        Assert.Equal(ChatError.NicknameTooLong, await user.ChangeProfileAsync(ProfileField.Nickname, new string('x', 31)));
        Assert.Equal(ChatError.None, await user.ChangeProfileAsync(ProfileField.Avatar, "/a.png"));
        Assert.Equal(ProfileField.Avatar, await user.TakeRecentChangeAsync());
        await cluster.Engine.DeactivateAsync(user);

        Assert.Equal(ProfileField.None, await user.TakeRecentChangeAsync());
        var shown = await user.GetPublicProfileAsync();
        Assert.Equal((id, "安 🌲", "/a.png", "unknown"), (shown!.Profile.Account.Id, shown.Profile.Account.Nickname, shown.Profile.Account.Avatar, shown.Info.Gender));
    }

    [Fact]
    public async Task Frontends_forget_a_caller_whose_profile_changed_or_who_left()
    {
        var (id, user) = await cluster.NewUserAsync();
        var frontend = await cluster.NewFrontendAsync();
        await user.OpenSessionAsync(frontend.NewSession());
        await user.ChangeProfileAsync(ProfileField.InviteConfirm, "1");
        var token = (await user.GetProfileAsync())!.Account.UserTokenId!;
        await user.SignOutAsync("another");
        Assert.Equal(token, (await user.GetProfileAsync())!.Account.UserTokenId);
        await user.SignOutAsync(token);
        await frontend.UntilAsync(() => frontend.Events.Count(told => told == $"forget {id}") == 2, "the change and the logout are told");
        await cluster.Engine.DeactivateAsync(user);
        Assert.Null((await user.GetProfileAsync())!.Account.UserTokenId);
    }

    [Fact]
    public async Task Of_two_new_passwords_at_once_the_first_stands()
    {
        var (_, user) = await cluster.NewUserAsync();
        var errors = await Task.WhenAll(Enumerable.Range(0, 5).Select(i => user.SetPasswordAsync(
            new SetPassword { CheckedHash = "hash", NewHash = $"hash {i}", TokenId = $"token {i}", App = "phone" })));
        var winner = Assert.Single(errors.Index(), static error => error.Item == ChatError.None).Index;
        Assert.All(errors.Where((_, index) => index != winner), static error => Assert.Equal(ChatError.OldPasswordWrong, error));
        await cluster.Engine.DeactivateAsync(user);
        Assert.Equal($"token {winner}", (await user.GetProfileAsync())!.Account.UserTokenId);
    }

    [Fact]
    public async Task Nobody_has_no_profile_to_see_or_change()
    {
        var user = cluster.UserOf(new UserId(9_000_777));
        Assert.Null(await user.GetPublicProfileAsync());
        Assert.Equal(ChatError.ProfileMissing, await user.ChangeProfileAsync(ProfileField.Nickname, "x"));
        Assert.Equal(ChatError.PasswordOwnerMissing, await user.SetPasswordAsync(new SetPassword { CheckedHash = "a", NewHash = "b", TokenId = "t", App = "p" }));
        await user.SignOutAsync("t");
    }

    [Fact]
    public async Task The_directory_finds_by_uuid_and_by_a_part_of_the_name()
    {
        var account = await cluster.RegisterAsync();
        var directory = cluster.Client.GetGrain<IUserDirectoryGrain>(3);
        Assert.Equal(account.Id, await directory.FindByUuidAsync(account.Uuid));
        Assert.False((await directory.FindByUuidAsync(Guid.NewGuid())).IsValid);
        var found = await directory.SearchAsync(account.Username, new UserId(1L << 40));
        Assert.Equal(account.Id, found[0].Id);
        Assert.DoesNotContain(await directory.SearchAsync(account.Username, account.Id), hit => hit.Id == account.Id);
    }
}
