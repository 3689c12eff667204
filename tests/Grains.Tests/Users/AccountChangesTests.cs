using OrleansChat.Accounts;
using OrleansChat.Users;

namespace OrleansChat.Tests.Users;

/// <summary>What changes make of an account.</summary>
public sealed class AccountChangesTests
{
    private static readonly UserAccount s_account = new()
    {
        Id = new UserId(1), Uuid = Guid.NewGuid(), Username = "ann", UserTokenId = "t", UserTokenApp = "phone", VisitorTokenId = "v", Device = "device",
    };

    [Fact]
    public void Lengths_count_as_clients_count_them()
    {
        Assert.Equal(new string('x', 30), Decide(ProfileField.Nickname, new string('x', 30)).Changed!.Nickname);
        Assert.Equal(ChatError.NicknameTooLong, Decide(ProfileField.Nickname, new string('x', 31)).Error);
        Assert.Equal(ChatError.None, Decide(ProfileField.Nickname, string.Concat(Enumerable.Repeat("😀", 15))).Error);
        Assert.Equal(ChatError.NicknameTooLong, Decide(ProfileField.Nickname, string.Concat(Enumerable.Repeat("😀", 16))).Error);
        Assert.Equal(ChatError.AvatarTooLong, Decide(ProfileField.Avatar, new string('x', 1001)).Error);
        Assert.Equal(ChatError.AvatarTooLong, Decide(ProfileField.Avatar, new string('x', 998) + ",").Error);
        Assert.Equal("a%2Cb", Decide(ProfileField.Avatar, "a,b").Changed!.Avatar);
    }

    [Theory]
    [InlineData("0", 0)]
    [InlineData("1", 1)]
    [InlineData("2", null)]
    [InlineData("01", null)]
    [InlineData("", null)]
    [InlineData(" 1", null)]
    public void The_policy_is_0_or_1(string value, int? policy)
    {
        var (changed, error) = Decide(ProfileField.InviteConfirm, value);
        Assert.Equal(policy, changed?.InviteConfirm);
        Assert.Equal(policy is null ? ChatError.InviteConfirmInvalid : ChatError.None, error);
    }

    [Fact]
    public void Nobody_and_the_disabled_have_no_profile_and_a_field_of_a_newer_version_changes_nothing()
    {
        Assert.Equal((null, ChatError.ProfileMissing), AccountChanges.Decide(null, ProfileField.Nickname, "x", 1));
        Assert.Equal((null, ChatError.ProfileMissing), AccountChanges.Decide(s_account with { Status = 0 }, ProfileField.Nickname, "x", 1));
        Assert.Equal((null, ChatError.None), Decide((ProfileField)99, "x"));
    }

    [Fact]
    public void Visits_and_logins_leave_each_other_s_token()
    {
        var visited = AccountChanges.Visited(s_account, new Visit { TokenId = "v2", Device = "device", Description = DeviceDescription.Unknown }, 5);
        Assert.Equal(("t", "v2"), (visited.UserTokenId, visited.VisitorTokenId));
        var signedIn = AccountChanges.SignedIn(s_account, new SignIn { TokenId = "t2", App = "tablet" }, 5);
        Assert.Equal(("t2", "tablet", "v"), (signedIn.UserTokenId, signedIn.UserTokenApp, signedIn.VisitorTokenId));
    }

    [Fact]
    public void A_recent_change_is_told_for_a_minute_a_picture_s_as_often_as_asked()
    {
        var change = new RecentChange();
        Assert.Equal(ProfileField.None, change.Take(0));
        change.Set(ProfileField.Nickname, 1_000);
        Assert.Equal(ProfileField.Nickname, change.Take(60_999));
        Assert.Equal(ProfileField.None, change.Take(60_999));
        change.Set(ProfileField.Avatar, 1_000);
        Assert.Equal(ProfileField.Avatar, change.Take(2_000));
        Assert.Equal(ProfileField.Avatar, change.Take(60_999));
        Assert.Equal(ProfileField.None, change.Take(61_000));
        Assert.Equal(ProfileField.None, change.Take(2_000));
    }

    private static (UserAccount? Changed, ChatError Error) Decide(ProfileField field, string value) => AccountChanges.Decide(s_account, field, value, 7);
}
