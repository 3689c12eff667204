using OrleansChat.Tests.Fakes;
using OrleansChat.Users;

namespace OrleansChat.Tests.Accounts;

/// <summary>The settings text: contract.md 2.7, 6.4.</summary>
public sealed class UsersetTests
{
    private const string Whole = """{"chatset":{"visitor":{"sendCount":1,"needFollow":false},"user":{"sendCount":2,"needFollow":false}},"more":"你"}""";

    [Theory]
    [InlineData("", "")]
    [InlineData("xx", "")]
    [InlineData("[]", "")]
    [InlineData("{}", "")]
    [InlineData("""{"chatset":5}""", "")]
    [InlineData("""{"chatset":{"visitor":{"sendCount":1}}}""", "")]
    [InlineData("""{"chatset":{"visitor":{"sendCount":9},"user":{"sendCount":1}}}""", "")]
    [InlineData("""{"chatset":{"visitor":{"sendCount":"1"},"user":{"sendCount":1}}}""", "")]
    [InlineData("""{"chatset":{"visitor":0,"user":2}}""", """{"chatset":{"visitor":{"sendCount":0,"needFollow":false},"user":{"sendCount":2,"needFollow":false}}}""")]
    [InlineData(Whole, Whole)]
    public void It_is_shown_as_clients_can_read_it(string stored, string shown) =>
        Assert.Equal(shown.Replace(" ", "", StringComparison.Ordinal), UsersetText.ForClient(stored).Replace(" ", "", StringComparison.Ordinal));

    [Theory]
    [InlineData("\"xx\"", "xx")]
    [InlineData("\"{\\\"chatset\\\":{ }}\"", "{\"chatset\":{ }}")]
    [InlineData(Whole, Whole)]
    public async Task It_is_stored_as_it_is(string sent, string stored)
    {
        await using var server = await FrontendServer.StartAsync();
        var alice = server.Users.Add("alice");
        (await server.PostAsync("/api/chat/userset", $$"""{"userset":{{sent}} }""", server.TokenFor(alice))).IsOk();
        Assert.Equal(stored, server.Users.User(alice.Id.Value).Profile!.Userset);
    }

    [Theory]
    [InlineData("{}", "用户设置不能为空")]
    [InlineData("""{"userset":"x"}""", "用户设置 的长度 必须 在 2 和 10000000 之间")]
    public async Task The_rules(string body, string text)
    {
        await using var server = await FrontendServer.StartAsync();
        (await server.PostAsync("/api/chat/userset", body, server.TokenFor(server.Users.Add("alice")))).IsRefusal(422, text);
    }

    [Fact]
    public async Task A_login_shows_it()
    {
        await using var server = await FrontendServer.StartAsync();
        const string credentials = """{"username":"alice","password":"secret1"}""";
        var token = (await server.PostAsync("/api/regChat", credentials)).Data.GetProperty("token").GetString();
        await server.PostAsync("/api/chat/userset", $$"""{"userset":{{Whole}} }""", token);
        Assert.Equal(Whole, (await server.PostAsync("/api/loginChat", credentials)).Data.GetProperty("userset").GetString());
    }
}
