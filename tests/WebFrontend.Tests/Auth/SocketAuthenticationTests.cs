using Microsoft.Extensions.DependencyInjection;
using OrleansChat.Accounts;
using OrleansChat.Auth;
using OrleansChat.Tests.Fakes;

namespace OrleansChat.Tests.Auth;

/// <summary>The refusals of contract.md 7.1.</summary>
public sealed class SocketAuthenticationTests
{
    [Fact]
    public async Task The_texts()
    {
        var clock = new ManualClock();
        await using var server = await FrontendServer.StartAsync(clock, "--Chat:TokenDays=1");
        var alice = server.Users.Add("alice");
        var token = server.TokenFor(alice);
        Assert.Equal("缺少 token 参数", await RefusalAsync(server, null));
        Assert.Equal("缺少 token 参数", await RefusalAsync(server, ""));
        Assert.Equal("Token 不合法", await RefusalAsync(server, token + "x"));
        Assert.Equal("用户不存在", await RefusalAsync(server, server.TokenFor(new UserAccount { Id = new(4711), Uuid = Guid.Empty, Username = "x" }, makeValid: false)));
        Assert.Equal("你已被管理员禁用", await RefusalAsync(server, server.TokenFor(server.Users.Add("bob", status: 0))));
        Assert.Equal("Token 不合法", await RefusalAsync(server, server.TokenFor(alice, makeValid: false)));
        clock.Advance(TimeSpan.FromDays(2));
        Assert.Equal("token 已过期", await RefusalAsync(server, token));
    }

    [Fact]
    public async Task A_good_token_tells_who_it_is()
    {
        await using var server = await FrontendServer.StartAsync();
        var alice = server.Users.Add("alice");
        var caller = (await AdmitAsync(server, server.TokenFor(alice, app: "device-1"))).Caller!;
        Assert.Equal((alice.Id, AccountRole.User, "device-1", false), (caller.UserId, caller.Role, caller.App, caller.IsSuperseded));
        // The role is the token's, not the account's.
        Assert.Equal(AccountRole.Visitor, (await AdmitAsync(server, server.TokenFor(alice, AccountRole.Visitor))).Caller!.Role);
    }

    [Fact]
    public async Task A_superseded_token_is_silent_on_its_device_and_refused_on_others()
    {
        await using var server = await FrontendServer.StartAsync();
        var alice = server.Users.Add("alice");
        var old = server.TokenFor(alice, app: "device-1");
        server.TokenFor(alice, app: "device-1");
        Assert.True((await AdmitAsync(server, old)).Caller!.IsSuperseded);
        server.TokenFor(alice, app: "device-2");
        Assert.Equal("Token 不合法", await RefusalAsync(server, old));
    }

    [Fact]
    public async Task An_outage_is_not_a_refusal()
    {
        await using var server = await FrontendServer.StartAsync();
        var token = server.TokenFor(server.Users.Add("alice"));
        server.Users.Outage = () => new TimeoutException();
        await Assert.ThrowsAsync<TimeoutException>(() => AdmitAsync(server, token));
    }

    private static async Task<string?> RefusalAsync(FrontendServer server, string? token) => (await AdmitAsync(server, token)).Refusal;

    private static Task<SocketAdmission> AdmitAsync(FrontendServer server, string? token) =>
        server.Services.GetRequiredService<SocketAuthentication>().AdmitAsync(token, default).AsTask();
}
