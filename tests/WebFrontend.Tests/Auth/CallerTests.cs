using System.Text;
using OrleansChat.Accounts;
using OrleansChat.Auth;
using OrleansChat.Tests.Fakes;

namespace OrleansChat.Tests.Auth;

/// <summary>The checks of contract.md 3.3 over HTTP.</summary>
public sealed class CallerTests
{
    private const string Userset = "/api/chat/userset";
    private const string Offline = "/api/chat/chatGetmessageOffLine";
    private const string Body = """{"userset":"{}"}""";

    [Fact]
    public async Task The_texts_in_their_order()
    {
        await using var server = await FrontendServer.StartAsync();
        var alice = server.Users.Add("alice");
        (await server.PostAsync(Userset, Body)).IsRefusal(400, "您没有权限访问即时通讯接口");
        (await server.PostAsync(Userset, Body, "")).IsRefusal(400, "您没有权限访问即时通讯接口");
        (await server.PostAsync(Userset, Body, "nonsense")).IsRefusal(400, "Token 令牌不合法！");
        (await server.PostAsync(Userset, Body, server.TokenFor(alice, makeValid: false))).IsRefusal(400, "Token 令牌不合法！");
        (await server.PostAsync(Userset, "{}", server.TokenFor(alice))).IsRefusal(422, "用户设置不能为空");
        (await server.PostAsync(Userset, Body, server.TokenFor(alice))).IsOk();
    }

    [Fact]
    public async Task An_expired_token_has_its_own_text()
    {
        var clock = new ManualClock();
        await using var server = await FrontendServer.StartAsync(clock, "--Chat:TokenDays=1");
        var token = server.TokenFor(server.Users.Add("alice"));
        (await server.PostAsync(Userset, Body, token)).IsOk();
        clock.Advance(TimeSpan.FromDays(2));
        (await server.PostAsync(Userset, Body, token)).IsRefusal(400, "Token已过期！请重新获取令牌");
    }

    [Fact]
    public async Task Missing_and_disabled_users()
    {
        await using var server = await FrontendServer.StartAsync();
        var ghost = new UserAccount { Id = new(4711), Uuid = Guid.Empty, Username = "ghost" };
        (await server.PostAsync(Userset, Body, server.TokenFor(ghost, makeValid: false))).IsRefusal(400, "当前用户不存在或者已被禁用");
        (await server.PostAsync(Userset, Body, server.TokenFor(server.Users.Add("bob", status: 0)))).IsRefusal(400, "当前用户不存在或者已被禁用");
        // The token is judged first: a disabled user's superseded token is a bad token.
        (await server.PostAsync(Userset, Body, server.TokenFor(server.Users.Add("eve", status: 0), makeValid: false))).IsRefusal(400, "Token 令牌不合法！");
    }

    [Fact]
    public async Task The_token_may_stand_in_header_query_or_body()
    {
        await using var server = await FrontendServer.StartAsync();
        var token = server.TokenFor(server.Users.Add("alice"));
        var inBody = $$"""{"userset":"{}","token":"{{token}}"}""";
        (await server.PostAsync($"{Userset}?token={token}", Body)).IsOk();
        (await server.PostAsync(Userset, inBody)).IsOk();
        (await server.PostAsync($"{Userset}?token=", inBody, "")).IsOk();
        (await server.SendAsync(HttpMethod.Post, Userset, new StringContent($"userset=xx&token={token}", Encoding.UTF8, "application/x-www-form-urlencoded"))).IsOk();
        (await server.PostAsync($"{Userset}?token={token}", Body, "bad")).IsRefusal(400, CallerMiddleware.BadToken);
        (await server.PostAsync($"{Userset}?token=bad", inBody)).IsRefusal(400, CallerMiddleware.BadToken);
    }

    [Fact]
    public async Task A_body_that_cannot_be_read_for_its_token_is_refused()
    {
        await using var server = await FrontendServer.StartAsync();
        (await server.PostAsync(Userset, "{")).IsRefusal(400, "请求体不是有效的 JSON");
        (await server.PostAsync(Userset, """{"token":{"a":1}}""")).IsRefusal(400, CallerMiddleware.BadToken);
    }

    [Theory]
    [InlineData("/api/chat")]
    [InlineData("/api/chat/")]
    [InlineData("/api/chat/nowhere")]
    [InlineData("/API/Chat/UserSet")]
    [InlineData("/api/ch%61t/userset")]
    [InlineData("/api/chat/../chat/userset")]
    public async Task Everything_below_the_prefix_is_checked_first(string path)
    {
        await using var server = await FrontendServer.StartAsync();
        (await server.PostAsync(path, Body)).IsRefusal(400, CallerMiddleware.NoToken);
        (await server.SendAsync(HttpMethod.Get, path)).IsRefusal(400, CallerMiddleware.NoToken);
    }

    [Fact]
    public async Task Unknown_routes_below_the_prefix_are_404_to_users()
    {
        await using var server = await FrontendServer.StartAsync();
        var token = server.TokenFor(server.Users.Add("alice"));
        (await server.PostAsync("/api/chat/nowhere", "{}", token)).IsRefusal(404, "接口不存在");
        (await server.SendAsync(HttpMethod.Get, Userset, token: token)).IsRefusal(405, "请求方法不支持");
    }

    [Fact]
    public async Task Visitors_may_do_what_the_list_says()
    {
        await using var server = await FrontendServer.StartAsync();
        var account = server.Users.Add("VIS12345", AccountRole.Visitor);
        var visitor = server.TokenFor(account, AccountRole.Visitor);
        (await server.PostAsync(Userset, Body, visitor)).IsOk();
        (await server.PostAsync(Offline, "{}", visitor)).IsOk();
        (await server.PostAsync("/api/chat/logout", "{}", visitor)).IsRefusal(400, "您没有权限访问，请先注册或登录");
        (await server.SendAsync(HttpMethod.Get, Userset, token: visitor)).IsRefusal(400, "您没有权限访问，请先注册或登录");
        (await server.PostAsync("/api/chat/usersetAdmin", Body, visitor)).IsRefusal(400, "您没有权限访问，请先注册或登录");
        (await server.SendAsync(HttpMethod.Get, "/api/chat/grouplist/1", token: visitor)).IsRefusal(404, "接口不存在");
    }

    [Fact]
    public async Task A_registered_account_s_session_without_a_login_changes_nothing_of_the_account()
    {
        await using var server = await FrontendServer.StartAsync();
        var account = server.Users.Add("alice", tokenId: "of-a-login", app: "phone");
        var visitor = server.TokenFor(account, AccountRole.Visitor);
        (await server.PostAsync(Offline, "{}", visitor)).IsOk();
        (await server.PostAsync(Userset, Body, visitor)).IsRefusal(400, CallerMiddleware.NotForVisitors);
        (await server.PostAsync("/api/chat/updateUserinfo", """{"fieldname":"nickname","fieldValue":"x"}""", visitor)).IsRefusal(400, CallerMiddleware.NotForVisitors);
    }

    [Fact]
    public async Task Logins_and_visits_replace_only_tokens_of_their_own_kind()
    {
        await using var server = await FrontendServer.StartAsync();
        var alice = server.Users.Add("alice");
        var visitor = server.TokenFor(alice, AccountRole.Visitor, app: "device-1");
        var login = server.TokenFor(alice, app: "device-2");
        (await server.PostAsync(Offline, "{}", visitor)).IsOk();
        (await server.PostAsync(Offline, "{}", login)).IsOk();

        // A newer visit of the same device silences the older one; another device's token never was one.
        var newer = server.TokenFor(alice, AccountRole.Visitor, app: "device-1");
        (await server.PostAsync(Offline, "{}", visitor)).IsOk();
        (await server.PostAsync("/api/chat/getUserSetInfo", """{"userid":1}""", visitor)).IsRefusal(400, "Token 令牌不合法！");
        (await server.PostAsync(Offline, "{}", newer)).IsOk();
        (await server.PostAsync(Offline, "{}", server.TokenFor(alice, AccountRole.Visitor, app: "device-3", makeValid: false))).IsRefusal(400, "Token 令牌不合法！");
        (await server.PostAsync(Offline, "{}", login)).IsOk();
    }

    [Fact]
    public async Task The_list_of_visitors_is_configurable()
    {
        await using var server = await FrontendServer.StartAsync("--Chat:Visitors:Allowed:0=POST chatGetmessageOffLine");
        var visitor = server.TokenFor(server.Users.Add("guest", AccountRole.Visitor), AccountRole.Visitor);
        (await server.PostAsync(Offline, "{}", visitor)).IsOk();
        (await server.PostAsync(Userset, Body, visitor)).IsRefusal(400, CallerMiddleware.NotForVisitors);
    }

    [Fact]
    public async Task A_login_without_device_is_replaced_by_the_next_one()
    {
        await using var server = await FrontendServer.StartAsync();
        var alice = server.Users.Add("alice");
        var old = server.TokenFor(alice);
        var current = server.TokenFor(alice);
        (await server.PostAsync(Offline, "{}", current)).IsOk();
        (await server.PostAsync(Offline, "{}", old)).IsRefusal(400, "Token 令牌不合法！");
        (await server.PostAsync(Userset, Body, old)).IsRefusal(400, "Token 令牌不合法！");
    }

    [Fact]
    public async Task A_superseded_token_of_the_same_device_is_answered_and_does_nothing()
    {
        await using var server = await FrontendServer.StartAsync();
        var alice = server.Users.Add("alice");
        var old = server.TokenFor(alice, app: "device-1");
        var current = server.TokenFor(alice, app: "device-1");
        (await server.PostAsync(Offline, "{}", old)).IsOk();
        Assert.Empty(server.Users.User(alice.Id.Value).Armed);
        (await server.PostAsync(Userset, Body, old)).IsRefusal(400, "Token 令牌不合法！");
        (await server.PostAsync(Offline, "{}", current)).IsOk();
        Assert.Equal(["device-1"], server.Users.User(alice.Id.Value).Armed);

        server.TokenFor(alice, app: "device-2");
        (await server.PostAsync(Offline, "{}", current)).IsRefusal(400, "Token 令牌不合法！");
    }

    [Fact]
    public async Task A_login_on_another_frontend_counts_at_once()
    {
        await using var server = await FrontendServer.StartAsync();
        var alice = server.Users.Add("alice");
        (await server.PostAsync(Offline, "{}", server.TokenFor(alice))).IsOk();

        // Another frontend makes a token; nobody tells this one's cache.
        var grain = server.Users.User(alice.Id.Value);
        var elsewhere = server.TokenFor(alice, makeValid: false, tokenId: "elsewhere");
        grain.Profile = grain.Profile! with { Account = grain.Profile.Account with { UserTokenId = "elsewhere" } };
        (await server.PostAsync(Offline, "{}", elsewhere)).IsOk();
    }

    [Fact]
    public async Task Tokens_passwords_and_texts_are_never_logged()
    {
        await using var server = await FrontendServer.StartAsync("--Logging:LogLevel:OrleansChat=Trace");
        var token = server.TokenFor(server.Users.Add("alice"));
        await server.PostAsync("/api/regChat", """{"username":"carol","password":"hunter22"}""");
        await server.PostAsync("/api/loginChat", """{"username":"carol","password":"hunter23"}""");
        await server.PostAsync("/api/chat/socket/sendmessage", """{"sendto_id":1,"chatType":"single","type":"text","data":"a secret text"}""", token);
        server.Users.Outage = () => new InvalidOperationException("broken");
        await server.Client.PostAsync($"{Userset}?token={token}", new StringContent(Body));
        foreach (var (_, _, text) in server.Log.Lines)
        {
            foreach (var secret in (string[])[token, "hunter2", "a secret text"]) Assert.DoesNotContain(secret, text, StringComparison.Ordinal);
        }
    }
}
