using OrleansChat.Accounts;
using OrleansChat.Storage;
using OrleansChat.Users;

namespace OrleansChat.Tests.Storage.Conformance;

public abstract partial class AccountStoreConformance
{
    private const int HitsMax = 50;

    private static readonly UserId Nobody = new(999_999);

    [Theory]
    [InlineData("lin", "lin_1 colin linda01 xXLINXx")]
    [InlineData("LIN", "lin_1 colin linda01 xXLINXx")]
    [InlineData("linda01", "linda01")]
    [InlineData("inda", "linda01")]
    [InlineData("li", "lin_1 colin linda01 xXLINXx ali")]
    [InlineData("i", "lin_1 colin linda01 xXLINXx ali")]
    [InlineData("1", "lin_1 linda01 10%_off ab\"c*1")]
    [InlineData("三", "我是张三")]
    [InlineData("张三", "我是张三")]
    [InlineData("是张三", "我是张三")]
    [InlineData("😀", "a😀b😀")]
    [InlineData("😀b", "a😀b😀")]
    [InlineData("%", "10%_off")]
    [InlineData("_", "lin_1 10%_off")]
    [InlineData("%_o", "10%_off")]
    [InlineData("b\"c", "ab\"c*1")]
    [InlineData("c*1", "ab\"c*1")]
    [InlineData("\"", "ab\"c*1")]
    [InlineData("*", "ab\"c*1")]
    [InlineData("' OR 1=1 --", "")]
    [InlineData("lin OR ali", "")]
    [InlineData("name:lin", "")]
    [InlineData("مرح", "مرحبا")]
    [InlineData("با", "مرحبا")]
    [InlineData("linx", "xXLINXx")]
    [InlineData("linxy", "")]
    [InlineData("linlinlinlinlinlinlinlin", "")]
    [InlineData("qrstuvwxyzqrstuvwxy", "qrstuvwxyzqrstuvwxyz")]
    [InlineData("qrstuvwxyzqrstuvwxyz", "qrstuvwxyzqrstuvwxyz")]
    [InlineData("rstuvwxyzqrstuvwxyz", "qrstuvwxyzqrstuvwxyz")]
    [InlineData("\u0001", "")]
    [InlineData("1\u0001", "")]
    [InlineData("\0", "")]
    [InlineData("a\0b", "a\0bcd")]
    [InlineData("a\0", "a\0bcd")]
    public async Task A_search_finds_every_username_that_contains_the_keyword(string keyword, string expected)
    {
        string[] names = ["lin_1", "colin", "linda01", "xXLINXx", "ali", "我是张三", "a😀b😀", "10%_off", "ab\"c*1", "مرحبا", "a\0bcd", "qrstuvwxyzqrstuvwxyz"];
        foreach (var (index, name) in names.Index()) Assert.True(await Store.Accounts.TryRegisterAsync(new NewAccount(Account(index + 1, name), "h")));
        var found = await Store.Accounts.SearchAsync(keyword, Nobody, HitsMax, Cancelled);
        Assert.Equal(expected.Split(' ', StringSplitOptions.RemoveEmptyEntries).Order(StringComparer.Ordinal), found.Select(static hit => hit.Username).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_hit_shows_the_row_and_the_best_hits_come_first()
    {
        var exact = Account(9, "anna") with { Nickname = "安娜", Avatar = "/a.png" };
        foreach (var account in (UserAccount[])[Account(1, "joanna"), Account(2, "annabel"), exact])
            await Store.Accounts.TryRegisterAsync(new NewAccount(account, "h"));

        var found = await Store.Accounts.SearchAsync("Anna", Nobody, HitsMax, Cancelled);
        Assert.Equal([new FoundUser(exact.Id, exact.Uuid, "anna", "安娜", "/a.png")], found.Take(1));
        Assert.Equal([9, 2, 1], found.Select(static hit => hit.Id.Value));
        Assert.Equal([2, 1], (await Store.Accounts.SearchAsync("anna", exact.Id, HitsMax, Cancelled)).Select(static hit => hit.Id.Value));
    }

    [Fact]
    public async Task Guests_and_disabled_users_are_not_found_and_a_promoted_guest_is()
    {
        await Store.Accounts.TryRegisterAsync(new NewAccount(Account(1, "VISabcd") with { Role = AccountRole.Visitor }, null));
        await Store.Accounts.TryRegisterAsync(new NewAccount(Account(2, "off_abcd") with { Status = 0 }, "h"));
        foreach (var keyword in (string[])["abcd", "ab", "visabcd"]) Assert.Empty(await Store.Accounts.SearchAsync(keyword, Nobody, HitsMax, Cancelled));

        Assert.Equal(PromotionResult.Promoted, await Store.Accounts.PromoteAsync(new Promotion(new UserId(1), "my_abcd", "h", Login("t"))));
        foreach (var keyword in (string[])["abcd", "ab", "y_abcd"])
            Assert.Equal(["my_abcd"], (await Store.Accounts.SearchAsync(keyword, Nobody, HitsMax, Cancelled)).Select(static hit => hit.Username));
        Assert.Empty(await Store.Accounts.SearchAsync("visabcd", Nobody, HitsMax, Cancelled));
    }

    [Theory]
    [InlineData("many")]
    [InlineData("ny")]
    [InlineData("any0")]
    [InlineData("a")]
    public async Task A_search_stops_at_the_bound(string keyword)
    {
        await Task.WhenAll(Enumerable.Range(1, 120).Select(id => Store.Accounts.TryRegisterAsync(new NewAccount(Account(id, $"many{id:d4}"), "h"))));
        Assert.Equal(HitsMax, (await Store.Accounts.SearchAsync(keyword, Nobody, HitsMax, Cancelled)).Select(static hit => hit.Id).Distinct().Count());
    }

    [Fact]
    public async Task A_refused_registration_is_not_found_under_the_name_it_wanted()
    {
        await Store.Accounts.TryRegisterAsync(new NewAccount(Account(1, "first_1") with { Device = "d" }, "h"));
        Assert.False(await Store.Accounts.TryRegisterAsync(new NewAccount(Account(2, "second_2") with { Device = "d" }, "h")));
        Assert.Empty(await Store.Accounts.SearchAsync("second", Nobody, HitsMax, Cancelled));
        await Store.ReopenAsync();
        Assert.Single(await Store.Accounts.SearchAsync("first", Nobody, HitsMax, Cancelled));
    }
}
