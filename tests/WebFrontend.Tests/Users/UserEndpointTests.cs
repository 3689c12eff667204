using System.Text.Json;
using OrleansChat.Tests.EndToEnd;
using OrleansChat.Tests.Fakes;

namespace OrleansChat.Tests.Users;

/// <summary>Finding and looking at other users: contract.md 6.4.</summary>
public sealed class UserEndpointTests
{
    private const string Search = "/api/chat/searchUser";
    private const string SetInfo = "/api/chat/getUserSetInfo";

    [Fact]
    public async Task A_search_answers_users_whose_name_contains_the_keyword_but_never_the_caller()
    {
        await using var server = await ServerUnderTest.StartAsync();
        var lin = await server.RegisterAsync("lin_1");
        var other = await server.RegisterAsync("Colin<b>");
        await server.RegisterAsync("wu_1");
        await server.CallAsync("/api/chat/updateUserinfo", """{"fieldname":"nickname","fieldValue":"林 🌲"}""", other.Token);

        var found = (await server.CallAsync(Search, """{"keyword":"LIN"}""", lin.Token)).Data;
        var hit = Assert.Single(found.EnumerateArray());
        Assert.Equal(["id", "username", "avatar", "role", "uuid", "nickname"], hit.EnumerateObject().Select(property => property.Name));
        Assert.Equal(other.Id, hit.GetProperty("id").GetInt64());
        Assert.Equal("Colin<b>", hit.GetProperty("username").GetString());
        Assert.Equal("林 🌲", hit.GetProperty("nickname").GetString());
        Assert.Equal("user", hit.GetProperty("role").GetString());
        Assert.NotEqual("", hit.GetProperty("avatar").GetString());
        Assert.True(Guid.TryParseExact(hit.GetProperty("uuid").GetString(), "D", out _));
    }

    [Theory]
    [InlineData("%")]
    [InlineData("____")]
    [InlineData("' OR 1=1 --")]
    [InlineData("\\\" OR name:lin")]
    [InlineData("<script>")]
    [InlineData("😀")]
    [InlineData("مرحبا")]
    [InlineData("\\u0000")]
    [InlineData("\\ud83d")]
    [InlineData("   ")]
    [InlineData("lin*")]
    public async Task Whatever_a_keyword_holds_is_text(string keyword)
    {
        await using var server = await ServerUnderTest.StartAsync();
        var lin = await server.RegisterAsync("lin_1");
        await server.RegisterAsync("colin_2");
        var found = await server.CallAsync(Search, $$"""{"keyword":"{{keyword}}"}""", lin.Token);
        Assert.Equal((200, JsonValueKind.Array, 0), (found.Status, found.Data.ValueKind, found.Data.GetArrayLength()));
    }

    [Fact]
    public async Task The_rules_of_a_search()
    {
        await using var server = await ServerUnderTest.StartAsync();
        var lin = await server.RegisterAsync("lin_1");
        (await server.CallAsync(Search, "{}", lin.Token)).IsRefusal(422, "搜索关键词不能为空");
        (await server.CallAsync(Search, """{"keyword":""}""", lin.Token)).IsRefusal(422, "搜索关键词不能为空");
        (await server.CallAsync(Search, $$"""{"keyword":"{{new string('x', 51)}}"}""", lin.Token)).IsRefusal(422, "搜索关键词 的长度 必须 在 1 和 50 之间");
        (await server.CallAsync(Search, """{"keyword":"lin"}""")).IsRefusal(400, "您没有权限访问即时通讯接口");
        await server.RegisterAsync("10086");
        Assert.Equal(1, (await server.CallAsync(Search, """{"keyword":1008}""", lin.Token)).Data.GetArrayLength());
    }

    [Fact]
    public async Task A_search_answers_at_most_fifty()
    {
        await using var server = await ServerUnderTest.StartAsync(options: "--Chat:PasswordIterations=1000");
        var lin = await server.RegisterAsync("lin_1");
        await Task.WhenAll(Enumerable.Range(0, 60).Select(i => server.RegisterAsync($"many_{i:d2}")));
        Assert.Equal(50, (await server.CallAsync(Search, """{"keyword":"any_"}""", lin.Token)).Data.GetArrayLength());
    }

    [Fact]
    public async Task Anybody_may_look_at_a_user()
    {
        await using var server = await ServerUnderTest.StartAsync();
        var lin = await server.RegisterAsync("lin_1");
        var uuid = await UuidOfAsync(server, lin);
        var shown = await server.CallAsync(HttpMethod.Get, $"/api/userinfo/{uuid}");
        Assert.Equal(200, shown.Status);
        Assert.Equal(["id", "uuid", "username", "nickname", "avatar", "role", "userset", "userinfo"], shown.Data.EnumerateObject().Select(property => property.Name));
        Assert.Equal((lin.Id, uuid, "lin_1", "user", ""), (shown.Data.GetProperty("id").GetInt64(), shown.Data.GetProperty("uuid").GetString(),
            shown.Data.GetProperty("username").GetString(), shown.Data.GetProperty("role").GetString(), shown.Data.GetProperty("userset").GetString()));
        var info = shown.Data.GetProperty("userinfo");
        Assert.Equal(["id", "gender", "birthday", "bio", "location", "website"], info.EnumerateObject().Select(property => property.Name));
        Assert.Equal("unknown", info.GetProperty("gender").GetString());
        Assert.Equal(JsonValueKind.Null, info.GetProperty("location").ValueKind);

        const string userset = """{"chatset":{"visitor":{"sendCount":0,"needFollow":false},"user":{"sendCount":2,"needFollow":false}}}""";
        (await server.CallAsync("/api/chat/userset", $$"""{"userset":{{userset}}}""", lin.Token)).IsOk();
        Assert.Equal(userset, (await server.CallAsync(HttpMethod.Get, $"/api/userinfo/{uuid!.ToUpperInvariant()}")).Data.GetProperty("userset").GetString());
    }

    [Theory]
    [InlineData("00000000-0000-4000-8000-000000000000")]
    [InlineData("zzzzzzzz-zzzz-zzzz-zzzz-zzzzzzzzzzzz")]
    [InlineData("' OR '1'='1' -- aaaaaaaaaaaaaaaaaaaa")]
    public async Task An_unknown_uuid_is_null_and_has_no_application(string uuid)
    {
        await using var server = await ServerUnderTest.StartAsync();
        var lin = await server.RegisterAsync("lin_1");
        var path = Uri.EscapeDataString(uuid);
        var shown = await server.CallAsync(HttpMethod.Get, $"/api/userinfo/{path}");
        Assert.Equal((200, JsonValueKind.Null), (shown.Status, shown.Data.ValueKind));
        (await server.CallAsync($"/api/chat/isApplyfriend/{path}", "{}", lin.Token)).IsRefusal(400, "用户不存在");
        (await server.CallAsync(HttpMethod.Get, "/api/userinfo/short")).IsRefusal(422, "uuid值 的长度 必须 在 36 和 36 之间");
        (await server.CallAsync("/api/chat/isApplyfriend/short", "{}", lin.Token)).IsRefusal(422, "uuid值 的长度 必须 在 36 和 36 之间");
    }

    [Fact]
    public async Task A_user_who_has_not_applied_has_no_application()
    {
        await using var server = await ServerUnderTest.StartAsync();
        var (lin, wu) = (await server.RegisterAsync("lin_1"), await server.RegisterAsync("wu_1"));
        var path = $"/api/chat/isApplyfriend/{await UuidOfAsync(server, wu)}";
        (await server.CallAsync(path, "{}", lin.Token)).IsRefusal(400, "用户申请信息不存在");
        (await server.CallAsync(path, "{}")).IsRefusal(400, "您没有权限访问即时通讯接口");
    }

    [Fact]
    public async Task A_chat_page_learns_how_a_user_may_be_written_to()
    {
        await using var server = await ServerUnderTest.StartAsync();
        var (lin, wu) = (await server.RegisterAsync("lin_1"), await server.RegisterAsync("wu_1"));
        await server.CallAsync("/api/chat/updateUserinfo", """{"fieldname":"invite_confirm","fieldValue":1}""", wu.Token);
        var data = (await server.CallAsync(SetInfo, $$"""{"userid":"{{wu.Id}}"}""", lin.Token)).Data;
        Assert.Equal(["id", "userset", "invite_confirm", "uuid", "isgoodfriend", "isgoodfriend_status"], data.EnumerateObject().Select(property => property.Name));
        Assert.Equal(wu.Id, data.GetProperty("id").GetInt64());
        Assert.Equal(1, data.GetProperty("invite_confirm").GetInt32());
        Assert.Equal((JsonValueKind.False, JsonValueKind.True), (data.GetProperty("isgoodfriend").ValueKind, data.GetProperty("isgoodfriend_status").ValueKind));
        Assert.Equal(lin.Id, (await server.CallAsync(SetInfo, $$"""{"userid":{{lin.Id}}}""", lin.Token)).Data.GetProperty("id").GetInt64());
    }

    [Theory]
    [InlineData("{}", 422, "用户id不能为空")]
    [InlineData("""{"userid":0}""", 422, "用户id 的数值 必须 在 1 和 10000000000000000 之间")]
    [InlineData("""{"userid":-1}""", 422, "用户id 的数值 必须 在 1 和 10000000000000000 之间")]
    [InlineData("""{"userid":9007199254740993}""", 422, "用户id 的数值 必须 在 1 和 10000000000000000 之间")]
    [InlineData("""{"userid":"1 OR 1=1"}""", 422, "用户id 的值 `1 OR 1=1` 的类型不是 `int`")]
    [InlineData("""{"userid":1.5}""", 422, "用户id 的值 `1.5` 的类型不是 `int`")]
    [InlineData("""{"userid":9007199254740991}""", 400, "用户不存在或者为游客，无法加为好友")]
    [InlineData("""{"userid":424242}""", 400, "用户不存在或者为游客，无法加为好友")]
    public async Task Who_cannot_be_asked_about(string body, int status, string text)
    {
        await using var server = await ServerUnderTest.StartAsync();
        (await server.CallAsync(SetInfo, body, (await server.RegisterAsync("lin_1")).Token)).IsRefusal(status, text);
    }

    private static async Task<string?> UuidOfAsync(ServerUnderTest server, TestUser user) =>
        (await server.CallAsync(SetInfo, $$"""{"userid":{{user.Id}}}""", user.Token)).Data.GetProperty("uuid").GetString();
}
