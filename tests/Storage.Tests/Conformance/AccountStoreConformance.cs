using OrleansChat.Accounts;
using OrleansChat.Storage;
using OrleansChat.Users;

namespace OrleansChat.Tests.Storage.Conformance;

/// <summary>The contract of <see cref="IAccountStore"/>.</summary>
public abstract partial class AccountStoreConformance : StoreConformance
{
    [Fact]
    public async Task An_account_comes_back_as_it_was_registered()
    {
        var account = Account(1, "Ann") with
        {
            Nickname = "Änn 安",
            Avatar = "https://example.org/a.png",
            Role = AccountRole.Visitor,
            InviteConfirm = 1,
            Device = "device-1",
            RegisteredAt = 1_700_000_000_000,
            RegisteredFrom = "192.0.2.1",
            LastLoginAt = 1_700_000_000_001,
            LastLoginFrom = "192.0.2.2",
            UpdatedAt = 1_700_000_000_002,
            UserTokenId = "token",
            UserTokenApp = "app",
            VisitorTokenId = "visitor",
            DeviceDescription = new DeviceDescription("h5", "Pixel 手机", "Android", "G"),
        };
        Assert.True(await Store.Accounts.TryRegisterAsync(new NewAccount(account, "hash")));
        await Store.ReopenAsync();

        Assert.Equal(account, await Store.Accounts.FindAsync(account.Id, Cancelled));
        Assert.Equal(account, await Store.Accounts.FindByUsernameAsync("aNN", Cancelled));
        Assert.Equal("hash", await Store.Accounts.FindPasswordHashAsync(account.Id, Cancelled));
    }

    [Fact]
    public async Task What_does_not_exist_is_not_found()
    {
        Assert.Null(await Store.Accounts.FindAsync(new UserId(1), Cancelled));
        Assert.Null(await Store.Accounts.FindByUsernameAsync("ann", Cancelled));
        Assert.Null(await Store.Accounts.FindPasswordHashAsync(new UserId(1), Cancelled));
        Assert.False(await Store.Accounts.RecordLoginAsync(new UserId(1), "t", "a", 1, "x"));
    }

    [Theory]
    [InlineData("ann", "ann", false)]
    [InlineData("ann", "ANN", false)]
    [InlineData("änn", "ÄNN", false)]
    [InlineData("ann", "anna", true)]
    [InlineData("ann", "ann ", true)]
    public async Task A_username_is_unique_without_regard_to_case(string first, string second, bool accepted)
    {
        Assert.True(await Store.Accounts.TryRegisterAsync(new NewAccount(Account(1, first), null)));
        Assert.Equal(accepted, await Store.Accounts.TryRegisterAsync(new NewAccount(Account(2, second), null)));
        Assert.Equal(accepted, await Store.Accounts.FindAsync(new UserId(2), Cancelled) is not null);
    }

    [Fact]
    public async Task A_device_is_unique_when_there_is_one()
    {
        Assert.True(await Store.Accounts.TryRegisterAsync(new NewAccount(Account(1, "a") with { Device = "d" }, null)));
        Assert.False(await Store.Accounts.TryRegisterAsync(new NewAccount(Account(2, "b") with { Device = "d" }, null)));
        Assert.True(await Store.Accounts.TryRegisterAsync(new NewAccount(Account(3, "c") with { Device = null }, null)));
        Assert.True(await Store.Accounts.TryRegisterAsync(new NewAccount(Account(4, "d") with { Device = null }, null)));
        Assert.True(await Store.Accounts.TryRegisterAsync(new NewAccount(Account(5, "e") with { Device = "" }, null)));
        Assert.True(await Store.Accounts.TryRegisterAsync(new NewAccount(Account(6, "f") with { Device = "" }, null)));
    }

    [Fact]
    public async Task Of_many_registrations_of_one_username_exactly_one_wins()
    {
        for (var round = 0; round < 10; round++)
        {
            var first = (round * 100) + 1;
            var name = $"name{round}";
            var outcomes = await Task.WhenAll(Enumerable.Range(first, 50).Select(id => Task.Run(
                () => Store.Accounts.TryRegisterAsync(new NewAccount(Account(id, id % 2 == 0 ? name : name.ToUpperInvariant()), null)), Cancelled))).Soon();

            var winner = first + Assert.Single(outcomes.Index(), static outcome => outcome.Item).Index;
            Assert.Equal(winner, (await Store.Accounts.FindByUsernameAsync(name, Cancelled))!.Id.Value);
        }
    }

    [Fact]
    public async Task A_refused_registration_leaves_nothing_and_does_not_fail_its_neighbours()
    {
        Assert.True(await Store.Accounts.TryRegisterAsync(new NewAccount(Account(1, "taken"), null)));
        Task<bool>[] answers;
        Task doubled;
        using (var hold = await Store.HoldWriterAsync())
        {
            answers =
            [
                Store.Accounts.TryRegisterAsync(new NewAccount(Account(2, "before"), null)),
                Store.Accounts.TryRegisterAsync(new NewAccount(Account(3, "Taken"), null)),
                Store.Accounts.TryRegisterAsync(new NewAccount(Account(4, "after"), null)),
            ];

            // A number given out twice is a bug of ours: neither "taken" nor silence, and not its neighbours' problem.
            doubled = Store.Accounts.TryRegisterAsync(new NewAccount(Account(1, "doubled"), null));
            await hold.ReleaseAsync();
        }

        bool[] expected = [true, false, true];
        Assert.Equal(expected, await Task.WhenAll(answers).Soon());
        await Assert.ThrowsAnyAsync<Exception>(() => doubled.Soon());
        Assert.Null(await Store.Accounts.FindAsync(new UserId(3), Cancelled));
        Assert.Null(await Store.Accounts.FindByUsernameAsync("doubled", Cancelled));
        Assert.NotNull(await Store.Accounts.FindAsync(new UserId(4), Cancelled));
    }

    [Fact]
    public async Task A_login_is_noted()
    {
        var account = Account(1, "ann");
        await Store.Accounts.TryRegisterAsync(new NewAccount(account, "hash"));
        Assert.True(await Store.Accounts.RecordLoginAsync(account.Id, "token", "phone", 77, "192.0.2.9"));

        var expected = account with { UserTokenId = "token", UserTokenApp = "phone", LastLoginAt = 77, LastLoginFrom = "192.0.2.9", UpdatedAt = 77 };
        Assert.Equal(expected, await Store.Accounts.FindAsync(account.Id, Cancelled));
    }

    [Fact]
    public async Task A_hash_is_replaced_and_a_guest_has_none()
    {
        await Store.Accounts.TryRegisterAsync(new NewAccount(Account(1, "ann"), "old"));
        await Store.Accounts.TryRegisterAsync(new NewAccount(Account(2, "guest"), null));
        await Store.Accounts.ReplacePasswordHashAsync(new UserId(1), "new");

        Assert.Equal("new", await Store.Accounts.FindPasswordHashAsync(new UserId(1), Cancelled));
        Assert.Null(await Store.Accounts.FindPasswordHashAsync(new UserId(2), Cancelled));
    }

    private static UserAccount Account(long id, string username) => new() { Id = new UserId(id), Uuid = Guid.NewGuid(), Username = username };
}
