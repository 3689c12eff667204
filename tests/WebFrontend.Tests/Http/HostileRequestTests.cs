using System.Text;
using OrleansChat.Tests.Fakes;

namespace OrleansChat.Tests.Http;

/// <summary>Bad input of all sorts against every endpoint: the contract's envelope each time, and never a 500 (design.md invariant 9).</summary>
public sealed class HostileRequestTests
{
    private static readonly string[] Paths =
        ["/api/regChat", "/api/loginChat", "/api/chat/userset", "/api/chat/socket/sendmessage", "/api/chat/chatGetmessageOffLine", "/healthz", "/readyz", "/api/chat/x"];

    private static readonly string[] Values =
    [
        "\"\"", "null", "true", "0", "-1", "1e400", "-9223372036854775808", "9007199254740993", "123456789012345678901234567890", "0.1", "[]", "{}", "[[[]]]",
        "\"😀\"", "\"\\ud83d\"", "\"\\udc00\\ud800\"", "\"\\u0000\"", "\"<script>alert(1)</script>\"", "\"' OR '1'='1\"", "\"%00%FF%\"", "\"../../etc/passwd\"",
        "{\"data\":{\"data\":{\"data\":1}}}", "{\"__proto__\":{\"a\":1}}", "\"\\u202e\\u200b\"",
    ];

    private static readonly string[] Fields = ["username", "password", "userset", "sendto_id", "chatType", "type", "data", "options", "clientMsgId", "token"];

    private static readonly string[] Bodies =
    [
        "", " ", "{", "}", "[", "[]", "null", "1", "\"", "{\"a\"", "{\"a\":", "{\"a\":1,}", "{}{}", "/* */{}", "\uFEFF{}", "{\"a\":NaN}", "{\"\":\"\"}",
        "\0\0\0", "<xml/>", "a=b&c=d", "{\"username\":\"x\",\"username\":{}}",
    ];

    [Fact]
    public async Task Every_field_with_every_value()
    {
        await using var server = await FrontendServer.StartAsync();
        var token = server.TokenFor(server.Users.Add("alice"));
        foreach (var path in Paths)
        {
            foreach (var field in Fields)
            {
                foreach (var value in Values)
                {
                    // The other fields are right, so that the bad one is reached.
                    var good = Fields.Where(name => name != field && name != "token").Select(name => $"\"{name}\":{Good(name)}");
                    var body = $"{{{string.Join(",", good.Append($"\"{field}\":{value}"))}}}";
                    await server.PostAsync(path, body, field == "token" ? null : token);
                }
            }
        }
    }

    [Fact]
    public async Task Every_body_as_every_kind()
    {
        await using var server = await FrontendServer.StartAsync();
        var token = server.TokenFor(server.Users.Add("alice"));
        foreach (var path in Paths)
        {
            foreach (var body in Bodies)
            {
                foreach (var type in (string?[])["application/json", "application/x-www-form-urlencoded", "text/plain", "multipart/form-data; boundary=x", "multipart/form-data", "x", null])
                {
                    foreach (var sent in (string?[])[token, null])
                    {
                        var content = new ByteArrayContent(Encoding.UTF8.GetBytes(body));
                        if (type is not null) content.Headers.TryAddWithoutValidation("Content-Type", type);
                        await server.SendAsync(HttpMethod.Post, path, content, sent);
                    }
                }
            }
        }
    }

    [Theory]
    [InlineData("GET /%E4%BD%A0 HTTP/1.1")]
    [InlineData("GET /%F0%9F HTTP/1.1")]
    [InlineData("GET //api//chat// HTTP/1.1")]
    [InlineData("GET /api/chat/userset?token=%FF%FE%00&token=%&=&&& HTTP/1.1")]
    [InlineData("GET /api/chat/userset?token=a.b.c HTTP/1.1")]
    [InlineData("POST /api/chat/userset HTTP/1.1\r\ntoken: ....\r\nContent-Length: 0")]
    [InlineData("POST /api/chat/userset HTTP/1.1\r\ntoken: \r\ntoken: b\r\nContent-Length: 0")]
    [InlineData("POST /api/loginChat HTTP/1.1\r\nContent-Length: 0\r\nContent-Type: application/json; charset=\"")]
    [InlineData("POST /api/loginChat HTTP/1.1\r\nContent-Length: 2\r\nContent-Type: application/json, text/plain")]
    [InlineData("PROPFIND /api/loginChat HTTP/1.1")]
    [InlineData("OPTIONS /api/chat/userset HTTP/1.1")]
    [InlineData("GET /..%2f..%2fetc/passwd HTTP/1.1")]
    [InlineData("GET /healthz?x=1 HTTP/1.0")]
    public async Task Odd_requests_that_HTTP_allows(string head)
    {
        await using var server = await FrontendServer.StartAsync();
        var answer = await server.SendRawAsync(Encoding.UTF8.GetBytes($"{head}\r\nHost: x\r\nConnection: close\r\n\r\n{{}}"));
        Assert.DoesNotContain(" 500 ", answer[..answer.IndexOf('\r', StringComparison.Ordinal)], StringComparison.Ordinal);
        Assert.Contains("\r\n\r\n{\"msg\":\"", answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_long_token_is_a_bad_one()
    {
        await using var server = await FrontendServer.StartAsync();
        (await server.PostAsync("/api/chat/userset", "{}", new string('a', 20_000))).IsRefusal(400, "Token 令牌不合法！");
        (await server.PostAsync("/api/chat/userset", $$"""{"token":"{{new string('a', 90_000)}}"}""")).IsRefusal(400, "Token 令牌不合法！");
    }

    private static string Good(string field) => field switch
    {
        "sendto_id" => "1",
        "chatType" => "\"single\"",
        "type" => "\"text\"",
        "username" => "\"nobody\"",
        "password" => "\"secret1\"",
        _ => "\"text\"",
    };
}
