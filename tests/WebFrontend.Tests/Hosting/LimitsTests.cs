using System.Net;
using OrleansChat.Hosting;
using OrleansChat.Tests.Fakes;

namespace OrleansChat.Tests.Hosting;

public sealed class LimitsTests
{
    private const string TooMany = "请求过于频繁，请稍后再试";
    private const string NotExempt = "--Chat:Limits:ExemptLoopback=false";
    private const string Login = """{"username":"nobody","password":"secret1"}""";

    [Fact]
    public async Task One_user_may_ask_so_often_and_no_more()
    {
        await using var server = await FrontendServer.StartAsync(NotExempt, "--Chat:Limits:UserRequestsPerSecond=1", "--Chat:Limits:UserRequestsBurst=3");
        var (alice, bob) = (server.TokenFor(server.Users.Add("alice")), server.TokenFor(server.Users.Add("bobby")));
        var answers = await Task.WhenAll(Enumerable.Range(0, 30).Select(_ => server.PostAsync("/api/chat/chatGetmessageOffLine", "{}", alice)));
        Assert.True(answers.Count(answer => answer.Status == 200) >= 3);
        answers.First(answer => answer.Status != 200).IsRefusal(429, TooMany);
        (await server.PostAsync("/api/chat/chatGetmessageOffLine", "{}", bob)).IsOk();
    }

    [Fact]
    public async Task One_address_may_log_in_so_often_and_no_more()
    {
        await using var server = await FrontendServer.StartAsync(NotExempt, "--Chat:Limits:AccountRequestsPerMinute=2");
        (await server.PostAsync("/api/loginChat", Login)).IsRefusal(400, "账号不存在或者被禁用");
        Assert.Equal(200, (await server.PostAsync("/api/regChat", Login)).Status);
        (await server.PostAsync("/api/regChat", Login)).IsRefusal(429, TooMany);
        (await server.PostAsync("/api/loginChat", Login)).IsRefusal(429, TooMany);
        (await server.SendAsync(HttpMethod.Get, "/healthz")).IsOk();
    }

    [Fact]
    public async Task One_address_may_ask_so_often_and_no_more()
    {
        await using var server = await FrontendServer.StartAsync(NotExempt, "--Chat:Limits:AddressRequestsPerSecond=1", "--Chat:Limits:AddressRequestsBurst=2");
        var answers = await Task.WhenAll(Enumerable.Range(0, 30).Select(_ => server.PostAsync("/nowhere", "{}")));
        answers.First(answer => answer.Status != 404).IsRefusal(429, TooMany);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Forwarded_addresses_count_from_trusted_proxies_only(bool trusted)
    {
        string[] proxies = trusted ? ["--Chat:TrustedProxies:0=127.0.0.0/8"] : [];
        await using var server = await FrontendServer.StartAsync([NotExempt, "--Chat:Limits:AccountRequestsPerMinute=1", .. proxies]);
        var statuses = new List<int>();
        foreach (var address in (string[])["203.0.113.1", "203.0.113.2"])
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, "/api/loginChat") { Content = new StringContent(Login, null, "application/json") };
            request.Headers.Add("X-Forwarded-For", address);
            statuses.Add((await Answer.ReadAsync(await server.Client.SendAsync(request))).Status);
        }

        Assert.Equal([400, trusted ? 400 : 429], statuses);
    }

    [Theory]
    [InlineData("203.0.113.7", "203.0.113.7")]
    [InlineData("::ffff:203.0.113.7", "203.0.113.7")]
    [InlineData("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::")]
    public void A_subscriber_of_IPv6_is_one_address(string address, string key) =>
        Assert.Equal(IPAddress.Parse(key), RequestLimits.KeyOf(IPAddress.Parse(address)));

    [Theory]
    [InlineData("--Chat:Limts:BodyBytesMax=5000", "Chat:Limts")]
    [InlineData("--Chat:Limits:BodyBytesMx=5000", "Chat:Limits:BodyBytesMx")]
    [InlineData("--Chat:DataDirectry=x", "Chat:DataDirectry")]
    [InlineData("--Chat:Limits:BodyBytesMax=5", "BodyBytesMax")]
    [InlineData("--Chat:Limits:BodyBytesMax=many", "Chat:Limits:BodyBytesMax")]
    [InlineData("--Chat:UtcOffset=Beijing", "Chat:UtcOffset")]
    [InlineData("--Chat:TrustedProxies:0=proxy.local", "Chat:TrustedProxies")]
    [InlineData("--Chat:Visitors:Allowed:0=everything", "Chat:Visitors:Allowed")]
    [InlineData("--Chat:SigningKey=c2hvcnQ=", "Chat:SigningKey")]
    public async Task A_bad_setting_stops_the_start_and_is_named(string argument, string named)
    {
        var exception = await Assert.ThrowsAnyAsync<Exception>(() => FrontendServer.StartAsync(argument));
        Assert.Contains(named, StartFailure.Explain(exception), StringComparison.Ordinal);
    }
}
