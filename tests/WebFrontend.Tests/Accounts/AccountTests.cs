using System.Text;
using System.Text.Json;
using OrleansChat.Accounts;
using OrleansChat.Tests.Fakes;

namespace OrleansChat.Tests.Accounts;

/// <summary>Registration and login: contract.md 6.1.</summary>
public sealed class AccountTests
{
    private static readonly string[] Columns =
    [
        "id", "uuid", "username", "nickname", "avatar", "devicefingeruuid", "uniplatform", "devicemodel", "deviceos", "devicebrand", "userset",
        "invite_confirm", "mobile", "email", "status", "last_login", "last_login_ip", "register_time", "register_ip", "is_deleted", "wechat_openid",
        "qq_openid", "weibo_uid", "role", "is_email_verified", "is_mobile_verified", "order", "create_time", "update_time", "token",
    ];

    [Fact]
    public async Task Both_answer_the_login_object()
    {
        await using var server = await FrontendServer.StartAsync();
        var registered = (await server.PostAsync("/api/regChat", """{"username":"Alice","password":"secret1"}""")).Data;
        var login = await server.PostAsync("/api/loginChat", """{"username":"Alice","password":"secret1"}""");
        Assert.Equal(200, login.Status);
        var data = login.Data;
        foreach (var each in (JsonElement[])[registered, data])
        {
            Assert.Equal(Columns, each.EnumerateObject().Select(property => property.Name));
            Assert.Equal(JsonValueKind.Number, each.GetProperty("id").ValueKind);
            Assert.Equal("Alice", each.GetProperty("username").GetString());
            Assert.Equal("", each.GetProperty("nickname").GetString());
            Assert.Equal("user", each.GetProperty("role").GetString());
            Assert.NotEqual("", each.GetProperty("avatar").GetString());
            Assert.Equal("2027-01-15 16:00:00", each.GetProperty("create_time").GetString());
            Assert.Equal("2027-01-15T08:00:00.000Z", each.GetProperty("register_time").GetString());
            Assert.True(Guid.TryParseExact(each.GetProperty("uuid").GetString(), "D", out _));
            Assert.Equal(1, each.GetProperty("status").GetInt32());
        }

        Assert.Equal("2027-01-15T08:00:01.002Z", data.GetProperty("last_login").GetString());
        Assert.Equal("127.0.0.1", data.GetProperty("last_login_ip").GetString());
        Assert.DoesNotContain("secret1", data.GetRawText(), StringComparison.Ordinal);

    }

    [Fact]
    public async Task A_newer_login_replaces_the_older_one_at_once()
    {
        await using var server = await FrontendServer.StartAsync();
        async Task<string?> TokenAsync(string path) =>
            (await server.PostAsync(path, """{"username":"alice","password":"secret1"}""")).Data.GetProperty("token").GetString();
        var older = await TokenAsync("/api/regChat");
        (await server.PostAsync("/api/chat/chatGetmessageOffLine", "{}", older)).IsOk();
        var newer = await TokenAsync("/api/loginChat");
        (await server.PostAsync("/api/chat/chatGetmessageOffLine", "{}", older)).IsRefusal(400, "Token 令牌不合法！");
        (await server.PostAsync("/api/chat/chatGetmessageOffLine", "{}", newer)).IsOk();
    }

    [Fact]
    public async Task The_refusals()
    {
        await using var server = await FrontendServer.StartAsync();
        await server.PostAsync("/api/regChat", """{"username":"alice","password":"secret1"}""");
        (await server.PostAsync("/api/regChat", """{"username":"alice","password":"secret2"}""")).IsRefusal(400, "该账号已存在，请换一个账号注册");
        (await server.PostAsync("/api/regChat", """{"username":"ALICE","password":"secret2"}""")).IsRefusal(400, "该账号已存在，请换一个账号注册");
        (await server.PostAsync("/api/loginChat", """{"username":"alice","password":"secret2"}""")).IsRefusal(400, "账户或密码错误");
        (await server.PostAsync("/api/loginChat", """{"username":"nobody","password":"secret1"}""")).IsRefusal(400, "账号不存在或者被禁用");
        Assert.Equal(200, (await server.PostAsync("/api/loginChat", """{"username":"aLiCe","password":"secret1"}""")).Status);

        var name = server.Users.Name("alice");
        name.Record = new PasswordRecord(name.Record!.User, name.Record.PasswordHash, 0);
        (await server.PostAsync("/api/loginChat", """{"username":"alice","password":"secret1"}""")).IsRefusal(400, "账号不存在或者被禁用");
    }

    [Theory]
    [InlineData("{}", "账号不能为空")]
    [InlineData("""{"username":"abc","password":"secret1"}""", "账号 的长度 必须 在 4 和 20 之间")]
    [InlineData("""{"username":"alice"}""", "密码不能为空")]
    [InlineData("""{"username":"alice","password":"12345"}""", "密码 的长度 必须 在 6 和 20 之间")]
    [InlineData("""{"username":"alice","password":"123456789012345678901"}""", "密码 的长度 必须 在 6 和 20 之间")]
    public async Task The_rules(string body, string text)
    {
        await using var server = await FrontendServer.StartAsync();
        (await server.PostAsync("/api/regChat", body)).IsRefusal(422, text);
        (await server.PostAsync("/api/loginChat", body)).IsRefusal(422, text);
    }

    [Theory]
    [InlineData("张三李四")]
    [InlineData("😀😀😀😀")]
    [InlineData("<b>x</b>")]
    [InlineData("' OR 1=1 --")]
    [InlineData("    ")]
    [InlineData("a\\u0000bc")]
    [InlineData("half\\ud83d")]
    public async Task Only_the_length_of_a_name_counts(string username)
    {
        await using var server = await FrontendServer.StartAsync();
        var body = $$"""{"username":"{{username}}","password":"pässwörd😀"}""";
        var registered = await server.PostAsync("/api/regChat", body);
        Assert.Equal(200, registered.Status);
        var login = await server.PostAsync("/api/loginChat", body);
        Assert.Equal(200, login.Status);
        Assert.Equal(registered.Data.GetProperty("id").GetInt64(), login.Data.GetProperty("id").GetInt64());
    }

    [Fact]
    public async Task Numbers_count_as_texts_and_forms_as_bodies()
    {
        await using var server = await FrontendServer.StartAsync();
        Assert.Equal(200, (await server.PostAsync("/api/regChat", """{"username":12345,"password":654321}""")).Status);
        var form = new StringContent("username=12345&password=654321", Encoding.UTF8, "application/x-www-form-urlencoded");
        Assert.Equal(200, (await server.SendAsync(HttpMethod.Post, "/api/loginChat", form)).Status);
    }

    [Fact]
    public async Task A_legacy_hash_is_accepted_once_and_replaced()
    {
        await using var server = await FrontendServer.StartAsync();
        var account = server.Users.Add("veteran");
        var name = server.Users.Name("veteran");
        const string legacy = "8d969eef6ecad3c29a3a629280e686cf0c3f5d5a86aff3ca12020c923adc6c92";
        name.Record = new PasswordRecord(account.Id, legacy, 1);
        (await server.PostAsync("/api/loginChat", """{"username":"veteran","password":"654321"}""")).IsRefusal(400, "账户或密码错误");
        Assert.Equal(legacy, name.Record.PasswordHash);
        Assert.Equal(200, (await server.PostAsync("/api/loginChat", """{"username":"veteran","password":"123456"}""")).Status);
        Assert.NotEqual(legacy, name.Record.PasswordHash);
        Assert.Equal(200, (await server.PostAsync("/api/loginChat", """{"username":"veteran","password":"123456"}""")).Status);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("not base64 at all")]
    [InlineData("AQAAAA==")]
    public async Task An_account_without_a_usable_hash_lets_nobody_in(string? hash)
    {
        await using var server = await FrontendServer.StartAsync();
        var account = server.Users.Add("VIS12345");
        server.Users.Name("vis12345").Record = new PasswordRecord(account.Id, hash, 1);
        (await server.PostAsync("/api/loginChat", """{"username":"VIS12345","password":"123456"}""")).IsRefusal(400, "账户或密码错误");
    }

    [Theory]
    [InlineData("-03:30", "2027-01-15 04:30:00")]
    [InlineData("+00:00", "2027-01-15 08:00:00")]
    public async Task The_zone_of_row_times_is_configurable(string offset, string expected)
    {
        await using var server = await FrontendServer.StartAsync($"--Chat:UtcOffset={offset}", "--Chat:DefaultAvatar=https://files.example/d.png");
        var data = (await server.PostAsync("/api/regChat", """{"username":"alice","password":"secret1"}""")).Data;
        Assert.Equal(expected, data.GetProperty("create_time").GetString());
        Assert.Equal("https://files.example/d.png", data.GetProperty("avatar").GetString());
    }

    [Fact]
    public async Task Logins_beyond_the_queue_are_answered_busy()
    {
        await using var server = await FrontendServer.StartAsync("--Chat:PasswordQueueMax=1", "--Chat:PasswordIterations=1000000");
        var logins = Enumerable.Range(0, Environment.ProcessorCount + 10)
            .Select(i => server.PostAsync("/api/loginChat", $$"""{"username":"nobody{{i}}","password":"secret1"}""")).ToArray();
        var answers = await Task.WhenAll(logins);
        Assert.Contains(answers, answer => answer.Status == 503 && answer.Text == "系统繁忙,请稍后再试");
        Assert.Contains(answers, answer => answer.Status == 400);
    }
}
