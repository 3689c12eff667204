using System.Text.Json;
using OrleansChat.Accounts;
using OrleansChat.Tests.Fakes;

namespace OrleansChat.Tests.Messages;

/// <summary>Sending over HTTP: contract.md 6.6 and (b) 16 to 24.</summary>
public sealed class MessageTests
{
    private const string Send = "/api/chat/socket/sendmessage";

    [Fact]
    public async Task The_answer_is_the_grains_message_as_it_stands()
    {
        await using var server = await FrontendServer.StartAsync();
        var (token, bob) = Two(server);
        var answer = await server.PostAsync(Send, Body(bob, "\"你好😀\""), token);
        Assert.Equal(200, answer.Status);
        Assert.Equal($$$"""{"id":"m1","to_id":{{{bob.Id}}},"from_id":1,"data":{"data":"你好😀","dataType":false,"otherData":null}}""", answer.Data.GetRawText());
    }

    [Fact]
    public async Task The_grain_gets_what_was_sent()
    {
        await using var server = await FrontendServer.StartAsync();
        var (token, bob) = Two(server);
        var body = $$"""
            {"sendto_id":"{{bob.Id}}","chatType":"single","type":"image","data":{"data":"https://x/y.png","dataType":"image","otherData":{"type":"image"} },
             "options":"%7B%22poster%22%3A%22%E4%BD%A0%22%7D","clientMsgId":"k-1","ignored":[1],"from_id":99}
            """;
        Assert.Equal(200, (await server.PostAsync(Send, body, token)).Status);
        var sent = Assert.Single(server.Users.User(bob.Id.Value).Sent);
        Assert.Equal("image", sent.Type);
        Assert.Equal("""{"data":"https://x/y.png","dataType":"image","otherData":{"type":"image"}}""", sent.Data);
        Assert.Equal("""{"poster":"你"}""", sent.Options);
        Assert.Equal("k-1", sent.ClientKey);
        Assert.Equal("alice", sent.Sender.Name);
        Assert.Equal(1, sent.Sender.Id.Value);
        Assert.NotEmpty(sent.Sender.Avatar);
    }

    [Theory]
    [InlineData("""{}""", "接收人/群的id值不能为空")]
    [InlineData("""{"sendto_id":0}""", "接收人/群的id值 的数值 必须 在 1 和 10000000000000000 之间")]
    [InlineData("""{"sendto_id":-7}""", "接收人/群的id值 的数值 必须 在 1 和 10000000000000000 之间")]
    [InlineData("""{"sendto_id":"99999999999999999999"}""", "接收人/群的id值 的数值 必须 在 1 和 10000000000000000 之间")]
    [InlineData("""{"sendto_id":"x"}""", "接收人/群的id值 的值 `x` 的类型不是 `int`")]
    [InlineData("""{"sendto_id":2}""", "接收类型不能为空")]
    [InlineData("""{"sendto_id":2,"chatType":"all"}""", "接收类型 的值 `all` 必须在 [`single`、`group`] 中")]
    [InlineData("""{"sendto_id":2,"chatType":"single"}""", "消息类型不能为空")]
    [InlineData("""{"sendto_id":2,"chatType":"single","type":"systemNotice","data":"x"}""", "消息类型 的值 `systemNotice` 必须在 [`text`、`iconMenus`、`image`、`audio`、`video`] 中")]
    [InlineData("""{"sendto_id":2,"chatType":"single","type":"text"}""", "消息内容不能为空")]
    [InlineData("""{"sendto_id":2,"chatType":"single","type":"text","data":""}""", "消息内容不能为空")]
    [InlineData("""{"sendto_id":2,"chatType":"single","type":"text","data":{}}""", "消息内容 的格式不正确")]
    [InlineData("""{"sendto_id":2,"chatType":"single","type":"text","data":{"data":{"a":1}}}""", "消息内容 的格式不正确")]
    [InlineData("""{"sendto_id":2,"chatType":"single","type":"text","data":{"data":null}}""", "消息内容 的格式不正确")]
    [InlineData("""{"sendto_id":2,"chatType":"single","type":"text","data":"x","clientMsgId":"12345678901234567890123456789012345678901234567890123456789012345"}""", "clientMsgId 的长度 必须 在 1 和 64 之间")]
    public async Task The_rules(string body, string text)
    {
        await using var server = await FrontendServer.StartAsync();
        var (token, _) = Two(server);
        (await server.PostAsync(Send, body, token)).IsRefusal(422, text);
    }

    [Fact]
    public async Task Content_over_the_limit_is_refused()
    {
        await using var server = await FrontendServer.StartAsync("--Chat:Messages:DataBytesMax=1000");
        var (token, bob) = Two(server);
        Assert.Equal(200, (await server.PostAsync(Send, Body(bob, $"\"{new string('x', 900)}\""), token)).Status);
        (await server.PostAsync(Send, Body(bob, $"\"{new string('x', 1000)}\""), token)).IsRefusal(422, "消息内容 的长度 必须 在 1 和 1000 之间");
    }

    [Fact]
    public async Task The_grains_refusals()
    {
        await using var server = await FrontendServer.StartAsync();
        var (token, bob) = Two(server);
        (await server.PostAsync(Send, """{"sendto_id":9007199254740991,"chatType":"single","type":"text","data":"x"}""", token))
            .IsRefusal(400, "对方不存在或者被禁用，不能发消息");
        (await server.PostAsync(Send, """{"sendto_id":7,"chatType":"group","type":"text","data":"x"}""", token))
            .IsRefusal(400, "群不存在或者已解散或者被封禁，无法发消息");
        var grain = server.Users.User(bob.Id.Value);
        grain.SendError = ChatError.Busy;
        (await server.PostAsync(Send, Body(bob, "\"x\""), token)).IsRefusal(503, "系统繁忙,请稍后再试");
        grain.SendError = ChatError.ClientKeyReused;
        Assert.Equal(400, (await server.PostAsync(Send, Body(bob, "\"x\""), token)).Status);
        server.Users.Outage = () => new TimeoutException();
        (await server.PostAsync(Send, Body(bob, "\"x\""), token)).IsRefusal(503, "系统繁忙,请稍后再试");
    }

    [Theory]
    [InlineData("\"<script>alert(1)</script>\"")]
    [InlineData("\"'; DROP TABLE message; --\"")]
    [InlineData("\"a\\u0000b\\u2028\\ud83d\"")]
    [InlineData("17")]
    [InlineData("true")]
    [InlineData("null")]
    [InlineData("[1,{\"a\":\"\\ud83d\"}]")]
    [InlineData("\"{not json\"")]
    [InlineData("\"[1,2]\"")]
    [InlineData("{\"data\":5,\"data\":\"last\",\"dataType\":false}")]
    public async Task Whatever_passes_reaches_the_receiver_as_a_content_object(string data)
    {
        await using var server = await FrontendServer.StartAsync();
        var (token, bob) = Two(server);
        Assert.Equal(200, (await server.PostAsync(Send, Body(bob, data), token)).Status);
        var content = JsonElement.Parse(Assert.Single(server.Users.User(bob.Id.Value).Sent).Data);
        Assert.Equal(JsonValueKind.Object, content.ValueKind);
        Assert.Contains(content.GetProperty("data").ValueKind, (JsonValueKind[])[JsonValueKind.String, JsonValueKind.Number]);
    }

    [Fact]
    public async Task Asking_for_what_was_missed_arms_the_app()
    {
        await using var server = await FrontendServer.StartAsync();
        var alice = server.Users.Add("alice");
        (await server.PostAsync("/api/chat/chatGetmessageOffLine", "", server.TokenFor(alice, app: "device-9"))).IsOk();
        Assert.Equal(["device-9"], server.Users.User(alice.Id.Value).Armed);
    }

    private static (string Token, UserAccount Bob) Two(FrontendServer server) => (server.TokenFor(server.Users.Add("alice")), server.Users.Add("bobby"));

    private static string Body(UserAccount to, string data) => $$"""{"sendto_id":{{to.Id}},"chatType":"single","type":"text","data":{{data}} }""";
}
