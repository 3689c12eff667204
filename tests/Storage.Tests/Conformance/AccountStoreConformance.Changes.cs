using OrleansChat.Accounts;
using OrleansChat.Storage;
using OrleansChat.Users;

namespace OrleansChat.Tests.Storage.Conformance;

public abstract partial class AccountStoreConformance
{
    private static readonly UserId First = new(1);

    [Fact]
    public async Task An_account_is_found_by_its_uuid_and_by_its_device()
    {
        var account = Account(1, "ann") with { Device = "device-1" };
        await Store.Accounts.TryRegisterAsync(new NewAccount(account, "hash"));
        Assert.Equal(First, await Store.Accounts.FindByUuidAsync(account.Uuid, Cancelled));
        Assert.Equal(account, await Store.Accounts.FindByDeviceAsync("device-1", Cancelled));
        Assert.Equal(default, await Store.Accounts.FindByUuidAsync(Guid.NewGuid(), Cancelled));
        Assert.Null(await Store.Accounts.FindByDeviceAsync("device-2", Cancelled));
        Assert.Null(await Store.Accounts.FindByDeviceAsync("", Cancelled));
    }

    [Fact]
    public async Task Every_account_has_an_info_from_its_registration_on()
    {
        await Store.Accounts.TryRegisterAsync(new NewAccount(Account(1, "ann"), null));
        var info = await Store.Accounts.FindInfoAsync(First, Cancelled);
        Assert.Equal(new UserInfo(info!.Id, "unknown", null, null, null, null), info);
        Assert.Null(await Store.Accounts.FindInfoAsync(new UserId(2), Cancelled));
    }

    [Fact]
    public async Task A_profile_is_changed_and_nothing_else()
    {
        var account = Account(1, "ann") with { UserTokenId = "t", UserTokenApp = "a" };
        await Store.Accounts.TryRegisterAsync(new NewAccount(account, "hash"));
        var changed = account with { Nickname = "<b>安</b>", Avatar = "/x.png", InviteConfirm = 1, UpdatedAt = 5 };
        Assert.True(await Store.Accounts.UpdateProfileAsync(changed with { Username = "not written", UserTokenId = "nor this" }));
        Assert.Equal(changed, await Store.Accounts.FindAsync(First, Cancelled));
        Assert.False(await Store.Accounts.UpdateProfileAsync(Account(2, "nobody")));
    }

    [Fact]
    public async Task A_user_token_is_taken_back_only_when_it_is_the_one_that_stands()
    {
        var account = Account(1, "ann") with { UserTokenId = "t", UserTokenApp = "a", VisitorTokenId = "v" };
        await Store.Accounts.TryRegisterAsync(new NewAccount(account, "hash"));
        Assert.False(await Store.Accounts.ClearUserTokenAsync(First, "older"));
        Assert.Equal(account, await Store.Accounts.FindAsync(First, Cancelled));
        Assert.True(await Store.Accounts.ClearUserTokenAsync(First, "t"));
        Assert.Equal(account with { UserTokenId = null, UserTokenApp = null }, await Store.Accounts.FindAsync(First, Cancelled));
        Assert.False(await Store.Accounts.ClearUserTokenAsync(First, "t"));
    }

    [Theory]
    [InlineData("device-1", "v")]
    [InlineData("device-2", null)]
    public async Task A_changed_password_leaves_the_changer_s_tokens_only(string app, string? visitorToken)
    {
        var account = Account(1, "ann") with { Device = "device-1", UserTokenId = "t", UserTokenApp = "a", VisitorTokenId = "v" };
        await Store.Accounts.TryRegisterAsync(new NewAccount(account, "old"));
        Assert.False(await Store.Accounts.ChangePasswordAsync(First, "older", "new", Login("mine", app)));
        Assert.Equal(account, await Store.Accounts.FindAsync(First, Cancelled));

        Assert.True(await Store.Accounts.ChangePasswordAsync(First, "old", "new", Login("mine", app)));
        Assert.Equal("new", await Store.Accounts.FindPasswordHashAsync(First, Cancelled));
        Assert.Equal(
            account with { UserTokenId = "mine", UserTokenApp = app, VisitorTokenId = visitorToken, UpdatedAt = 7 },
            await Store.Accounts.FindAsync(First, Cancelled));
        Assert.False(await Store.Accounts.ChangePasswordAsync(First, "old", "other", Login("mine", app)));
    }

    [Fact]
    public async Task A_visit_is_noted_and_leaves_the_user_token()
    {
        var account = Account(1, "ann") with { UserTokenId = "t", UserTokenApp = "a", Device = "d" };
        await Store.Accounts.TryRegisterAsync(new NewAccount(account, "old"));
        var description = new DeviceDescription("app", "M", "OS", "B");
        Assert.True(await Store.Accounts.RecordVisitAsync(First, Login("v", "d"), description));
        Assert.Equal(
            account with { VisitorTokenId = "v", DeviceDescription = description, LastLoginAt = 7, LastLoginFrom = "192.0.2.7", UpdatedAt = 7 },
            await Store.Accounts.FindAsync(First, Cancelled));
        Assert.False(await Store.Accounts.RecordVisitAsync(new UserId(2), Login("v", "d"), description));
    }

    [Fact]
    public async Task A_promotion_keeps_number_uuid_device_and_visitor_token()
    {
        var guest = Guest(1, "VIS00000001") with { Nickname = "N", VisitorTokenId = "v" };
        await Store.Accounts.TryRegisterAsync(new NewAccount(guest, null));
        Assert.Equal(PromotionResult.Promoted, await Store.Accounts.PromoteAsync(new Promotion(First, "Ann", "hash", Login("t", "device-1"))));
        var expected = guest with
        {
            Username = "Ann", Role = AccountRole.User, UserTokenId = "t", UserTokenApp = "device-1", LastLoginAt = 7, LastLoginFrom = "192.0.2.7", UpdatedAt = 7,
        };
        await Store.ReopenAsync();
        Assert.Equal(expected, await Store.Accounts.FindByUsernameAsync("ann", Cancelled));
        Assert.Null(await Store.Accounts.FindByUsernameAsync("VIS00000001", Cancelled));
        Assert.Equal("hash", await Store.Accounts.FindPasswordHashAsync(First, Cancelled));
        Assert.Equal(PromotionResult.NoGuest, await Store.Accounts.PromoteAsync(new Promotion(First, "Eve", "stolen", Login("e"))));
        Assert.Equal("hash", await Store.Accounts.FindPasswordHashAsync(First, Cancelled));
    }

    [Fact]
    public async Task A_promotion_to_a_taken_name_writes_nothing()
    {
        var guest = Guest(1, "VIS00000001");
        await Store.Accounts.TryRegisterAsync(new NewAccount(guest, null));
        await Store.Accounts.TryRegisterAsync(new NewAccount(Account(2, "ann"), "h"));
        Assert.Equal(PromotionResult.UsernameTaken, await Store.Accounts.PromoteAsync(new Promotion(First, "ANN", "hash", Login("t"))));
        Assert.Equal(guest, await Store.Accounts.FindAsync(First, Cancelled));
        Assert.Equal(PromotionResult.NoGuest, await Store.Accounts.PromoteAsync(new Promotion(new UserId(3), "new_1", "hash", Login("t"))));
    }

    [Fact]
    public async Task Of_registrations_and_promotions_to_one_name_at_once_exactly_one_wins()
    {
        for (var round = 0; round < 5; round++)
        {
            var first = (round * 100) + 1;
            for (var id = first; id < first + 10; id++) await Store.Accounts.TryRegisterAsync(new NewAccount(Guest(id, $"VIS{id:d8}"), null));
            var outcomes = await Task.WhenAll(Enumerable.Range(first, 20).Select(id => Task.Run(
                async () => id < first + 10
                    ? await Store.Accounts.PromoteAsync(new Promotion(new UserId(id), $"name{round}", "h", Login($"t{id}"))) == PromotionResult.Promoted
                    : await Store.Accounts.TryRegisterAsync(new NewAccount(Account(id, $"NAME{round}"), "h")), Cancelled))).Soon();
            var winner = first + Assert.Single(outcomes.Index(), static outcome => outcome.Item).Index;
            Assert.Equal(winner, (await Store.Accounts.FindByUsernameAsync($"name{round}", Cancelled))!.Id.Value);
        }
    }

    private static UserAccount Guest(long id, string username) => Account(id, username) with { Role = AccountRole.Visitor, Device = $"device-{id}" };

    private static LoginRecord Login(string token, string app = "phone") => new(token, app, 7, "192.0.2.7");
}
