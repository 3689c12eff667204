using System.Text.Json;
using OrleansChat.Accounts;
using OrleansChat.Tests.EndToEnd;
using OrleansChat.Tests.Fakes;

namespace OrleansChat.Tests.Accounts;

/// <summary>Leaving, and a new password: contract.md 6.2, 6.4, (b) 14.</summary>
public sealed class OwnAccountTests
{
    private const string Offline = "/api/chat/chatGetmessageOffLine";
    private const string SetPassword = "/api/chat/setPassword";

    [Fact]
    public async Task A_logout_takes_the_token_back_and_leaves_the_socket()
    {
        await using var server = await ServerUnderTest.StartAsync();
        var (lin, wu) = (await server.RegisterAsync("lin_1"), await server.RegisterAsync("wu_1"));
        await using var socket = await server.ConnectAsync(lin);
        await socket.NextAsync();
        var left = await server.CallAsync("/api/chat/logout", "{}", lin.Token);
        Assert.Equal((200, JsonValueKind.True), (left.Status, left.Data.ValueKind));
        (await server.CallAsync(Offline, "{}", lin.Token)).IsRefusal(400, "Token 令牌不合法！");
        (await server.CallAsync("/api/chat/logout", "{}", lin.Token)).IsRefusal(400, "Token 令牌不合法！");
        await server.SendAsync(wu, lin, "still here");
        Assert.Equal("still here", await socket.NextChatAsync());
        Assert.Equal(200, (await server.CallAsync("/api/loginChat", """{"username":"lin_1","password":"secret12"}""")).Status);
    }

    [Fact]
    public async Task A_new_password_keeps_the_caller_s_token_and_replaces_the_old_password()
    {
        await using var server = await ServerUnderTest.StartAsync();
        var lin = await server.RegisterAsync("lin_1");
        var done = await ChangeAsync(server, lin.Token, "secret12", "пароль😀", "пароль😀");
        Assert.Equal((200, "修改密码成功"), (done.Status, done.Text));
        (await server.CallAsync(Offline, "{}", lin.Token)).IsOk();
        (await server.CallAsync("/api/loginChat", """{"username":"lin_1","password":"secret12"}""")).IsRefusal(400, "账户或密码错误");
        Assert.Equal(200, (await server.CallAsync("/api/loginChat", """{"username":"lin_1","password":"пароль😀"}""")).Status);
        (await ChangeAsync(server, lin.Token, "пароль😀", "secret12", "secret12")).IsRefusal(400, "Token 令牌不合法！");
    }

    [Fact]
    public async Task Its_refusals()
    {
        await using var server = await ServerUnderTest.StartAsync();
        var token = (await server.RegisterAsync("lin_1")).Token;
        (await server.CallAsync(SetPassword, "{}", token)).IsRefusal(422, "原始密码不能为空");
        (await server.CallAsync(SetPassword, """{"oldpassword":"x"}""", token)).IsRefusal(422, "新密码不能为空");
        (await server.CallAsync(SetPassword, """{"oldpassword":"x","newpassword":"y"}""", token)).IsRefusal(422, "确认新密码不能为空");
        (await ChangeAsync(server, token, "secret12", "secret13", "secret14")).IsRefusal(400, "新密码与确认新密码不一致");
        (await ChangeAsync(server, token, "secret12", "12345", "12345")).IsRefusal(400, "新密码 的长度 必须 在 6 和 20 之间");
        (await ChangeAsync(server, token, "secret12", new string('x', 21), new string('x', 21))).IsRefusal(400, "新密码 的长度 必须 在 6 和 20 之间");
        (await ChangeAsync(server, token, "secret11", "secret13", "secret13")).IsRefusal(400, "原始密码错误，无法修改密码");
        Assert.Equal(200, (await server.CallAsync("/api/loginChat", """{"username":"lin_1","password":"secret12"}""")).Status);
    }

    [Fact]
    public async Task Of_two_changes_at_once_one_stands()
    {
        await using var server = await ServerUnderTest.StartAsync();
        var token = (await server.RegisterAsync("lin_1")).Token;
        var answers = await Task.WhenAll(Enumerable.Range(0, 6).Select(i => ChangeAsync(server, token, "secret12", $"secret_{i}", $"secret_{i}")));
        var winner = Assert.Single(answers.Index(), answer => answer.Item.Status == 200).Index;
        Assert.All(answers.Where((_, index) => index != winner), answer => answer.IsRefusal(400, "原始密码错误，无法修改密码"));
        Assert.Equal(200, (await server.CallAsync("/api/loginChat", $$"""{"username":"lin_1","password":"secret_{{winner}}"}""")).Status);
    }

    [Fact]
    public async Task A_visitor_s_token_neither_logs_out_nor_sets_a_password_even_where_the_list_lets_it_in()
    {
        await using var server = await FrontendServer.StartAsync("--Chat:Visitors:Allowed:0=POST setPassword", "--Chat:Visitors:Allowed:1=POST logout");
        var visitor = server.TokenFor(server.Users.Add("alice"), AccountRole.Visitor);
        const string body = """{"oldpassword":"secret12","newpassword":"secret13","checknewpassword":"secret13"}""";
        (await server.PostAsync(SetPassword, body, visitor)).IsRefusal(400, "您未登录，无法修改密码");
        (await server.PostAsync("/api/chat/logout", "{}", visitor)).IsRefusal(400, "您没有权限访问，请先注册或登录");
    }

    [Fact]
    public async Task An_account_that_vanished_has_no_password_to_change()
    {
        await using var server = await FrontendServer.StartAsync();
        const string body = """{"oldpassword":"secret12","newpassword":"secret13","checknewpassword":"secret13"}""";
        (await server.PostAsync(SetPassword, body, server.TokenFor(server.Users.Add("alice")))).IsRefusal(400, "用户不存在，无法修改密码");
    }

    private static Task<Answer> ChangeAsync(ServerUnderTest server, string token, string old, string next, string again) =>
        server.CallAsync(SetPassword, $$"""{"oldpassword":"{{old}}","newpassword":"{{next}}","checknewpassword":"{{again}}"}""", token);
}
