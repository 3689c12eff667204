using OrleansChat.Accounts;
using OrleansChat.Tests.Cluster;
using OrleansChat.Users;

namespace OrleansChat.Tests.Accounts;

/// <summary>Who is behind a device.</summary>
public sealed class DeviceGrainTests(ChatCluster cluster)
{
    private static readonly DeviceDescription s_description = new("h5", "M", "OS", "B");

    [Fact]
    public async Task Visits_at_once_are_one_guest_and_one_token()
    {
        var (id, device) = NewDevice();
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 20).Select(i => device.EnterAsync(Enter($"t{i}"))));
        Assert.All(outcomes, static outcome => Assert.True(outcome.IsAccepted));
        Assert.Single(outcomes.Select(static outcome => outcome.TokenId).Distinct());
        var account = Assert.Single(outcomes.Select(static outcome => outcome.Profile!.Account.Id).Distinct());

        await cluster.Engine.DeactivateAsync(cluster.UserOf(account));
        var stored = (await cluster.UserOf(account).GetProfileAsync())!.Account;
        Assert.Equal(($"VIS{id[..8]}", AccountRole.Visitor, id, outcomes[0].TokenId, null), (stored.Username, stored.Role, stored.Device, stored.VisitorTokenId, stored.UserTokenId));
        Assert.Equal(s_description, stored.DeviceDescription);
    }

    [Fact]
    public async Task A_device_has_five_calls_an_hour_also_after_its_activation_ended()
    {
        var (_, device) = NewDevice();
        Assert.True((await device.EnterAsync(Enter("t"))).IsAccepted);
        for (var i = 0; i < 4; i++) Assert.Equal(ChatError.None, await device.CountAsync());
        Assert.Equal(ChatError.TooManyVisits, await device.CountAsync());
        Assert.True((await device.EnterAsync(Enter("again"))).IsAccepted);
        await cluster.Engine.DeactivateAsync(device);

        // The next activation knows of no visit to repeat. In a cluster of several silos it may have hours of its own.
        var outcome = await device.EnterAsync(Enter("later"));
        Assert.True(outcome.Error == ChatError.TooManyVisits || outcome.TokenId == "later");
    }

    [Fact]
    public async Task A_guest_is_promoted_once_and_the_next_registration_is_an_account_of_its_own()
    {
        var (id, device) = NewDevice();
        var guest = (await device.EnterAsync(Enter("visit"))).Profile!.Account;
        var names = Enumerable.Range(0, 5).Select(_ => cluster.NewName()).ToArray();
        var outcomes = await Task.WhenAll(names.Select(name => device.RegisterAsync(Register(name, id))));
        Assert.All(outcomes, static outcome => Assert.True(outcome.IsAccepted));
        var promoted = Assert.Single(outcomes, outcome => outcome.Profile!.Account.Id == guest.Id).Profile!.Account;
        Assert.Equal((guest.Uuid, AccountRole.User, id, "visit"), (promoted.Uuid, promoted.Role, promoted.Device, promoted.VisitorTokenId));
        Assert.Equal(5, outcomes.Select(static outcome => outcome.Profile!.Account.Id).Distinct().Count());

        await cluster.Engine.DeactivateAsync(cluster.UserOf(guest.Id));
        Assert.Equal(promoted, (await cluster.UserOf(guest.Id).GetProfileAsync())!.Account);
        Assert.Equal(guest.Id, (await cluster.Client.GetGrain<IUsernameGrain>(promoted.Username).FindAsync())!.User);
        Assert.Null(await cluster.Client.GetGrain<IUsernameGrain>(guest.Username.ToLowerInvariant()).FindAsync());
    }

    [Fact]
    public async Task Of_promotions_to_one_name_at_once_one_wins_and_the_others_stay_guests()
    {
        var name = cluster.NewName();
        var devices = Enumerable.Range(0, 8).Select(_ => NewDevice()).ToArray();
        var guests = await Task.WhenAll(devices.Select(async each => (await each.Grain.EnterAsync(Enter("v"))).Profile!.Account));
        var outcomes = await Task.WhenAll(devices.Select(each => each.Grain.RegisterAsync(Register(name, each.Id))));
        var winner = Assert.Single(outcomes.Index(), static outcome => outcome.Item.IsAccepted).Index;
        foreach (var (index, guest) in guests.Index())
        {
            var now = (await cluster.UserOf(guest.Id).GetProfileAsync())!.Account;
            Assert.Equal(index == winner ? (AccountRole.User, name) : (AccountRole.Visitor, guest.Username), (now.Role, now.Username));
            if (index != winner) Assert.Equal(ChatError.UsernameTaken, outcomes[index].Error);
        }
    }

    [Fact]
    public async Task A_disabled_account_s_device_stays_outside()
    {
        var (id, device) = NewDevice();
        var account = (await cluster.RegisterAsync()) with { Id = new UserId(9_100_000 + Random.Shared.Next(100_000)), Uuid = Guid.NewGuid(), Username = cluster.NewName(), Status = 0, Role = AccountRole.Visitor, Device = id };
        Assert.True(await cluster.Accounts.TryRegisterAsync(new OrleansChat.Storage.NewAccount(account, null)));
        Assert.Equal(ChatError.AccountMissingOrDisabled, (await device.EnterAsync(Enter("t"))).Error);
        Assert.Equal(ChatError.AccountMissingOrDisabled, (await device.RegisterAsync(Register(cluster.NewName(), id))).Error);
    }

    [Theory]
    [InlineData("abcdefghijk", "VISabcdefgh VISabcdefghijk")]
    [InlineData("abcdefgh", "VISabcdefgh")]
    [InlineData("abc", "VISabc")]
    [InlineData("0123456789abcdef", "VIS01234567 VIS0123456789ab VIS0123456789abcdef")]
    public void The_names_of_guests(string device, string names) => Assert.Equal(names, string.Join(' ', GuestNames.For(device)));

    private (string Id, IDeviceGrain Grain) NewDevice()
    {
        var id = Guid.NewGuid().ToString("D");
        return (id, cluster.Client.GetGrain<IDeviceGrain>(id));
    }

    private static EnterDevice Enter(string token) => new() { TokenId = token, Description = s_description };

    private static Promote Register(string name, string device) =>
        new() { Username = name, PasswordHash = "hash", SignIn = new SignIn { TokenId = $"token of {name}", App = device } };
}
