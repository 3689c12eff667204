using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using OrleansChat.Tests.Fakes;
using OrleansChat.Visitors;

namespace OrleansChat.Tests.Visitors;

/// <summary>What the three endpoints check before anything else, in its order: contract.md 6.3.</summary>
public sealed class VisitorGateTests
{
    private const string Device = "8d1a344c-bf16-5425-adbc-d12f49cfa332";
    private const long Timestamp = 1_752_835_449_008;
    private const string Published = "a5b40139b65b13cf214d05c27dece58ebe840d888b12272f0ccd15ea72e68998";

    [Fact]
    public void The_published_signature()
    {
        var signature = new VisitorSignature(Options.Create(new SignatureOptions()));
        Assert.Equal(Published, signature.Of(Device, Timestamp));
        Assert.True(signature.Fits(Published, Device, Timestamp));
        Assert.False(signature.Fits(Published, Device, Timestamp + 1));
        Assert.False(signature.Fits(Published, Device.ToUpperInvariant(), Timestamp));
        Assert.False(signature.Fits(Published[..^1], Device, Timestamp));
        Assert.False(signature.Fits(Published.ToUpperInvariant(), Device, Timestamp));
        Assert.False(signature.Fits("", Device, Timestamp));
        Assert.NotEqual(Published, new VisitorSignature(Options.Create(new SignatureOptions { Salt = "other" })).Of(Device, Timestamp));
    }

    [Theory]
    [InlineData(VisitorCalls.Enter)]
    [InlineData(VisitorCalls.Register)]
    [InlineData(VisitorCalls.LogIn)]
    public async Task The_refusals_in_their_order(string path)
    {
        var (server, _) = await VisitorCalls.StartAsync();
        await using var owned = server;
        var credentials = path == VisitorCalls.Enter ? "" : ",\"username\":\"lin_1\",\"password\":\"secret12\"";

        (await server.CallAsync(path, "{}")).IsRefusal(400, "非法访问");
        (await server.CallAsync(HttpMethod.Post, path, "{}", signature: "")).IsRefusal(400, "非法访问");
        (await SignedAsync("{" + (path == VisitorCalls.Enter ? "" : "\"username\":\"lin_1\",\"password\":\"secret12\"") + "}")).IsRefusal(422, "设备指纹不能为空");
        (await SignedAsync($$"""{"deviceId":"short"{{credentials}} }""")).IsRefusal(422, "设备指纹 的长度 必须 在 36 和 200 之间");
        (await SignedAsync($$"""{"deviceId":"{{Device}}"{{credentials}} }""")).IsRefusal(422, "时间戳不能为空");
        (await SignedAsync($$"""{"deviceId":"{{Device}}","timestamp":"soon"{{credentials}} }""")).IsRefusal(422, "时间戳 的值 `soon` 的类型不是 `int`");
        (await SignedAsync($$"""{"deviceId":"{{Device}}","timestamp":{{Timestamp + 1}}{{credentials}} }""")).IsRefusal(400, "非法签名");
        (await SignedAsync($$"""{"deviceId":"{{Device}}","timestamp":{{Timestamp}}{{credentials}} }""")).IsRefusal(400, "请求已过期");

        // Signed, so the next check decides: age before the id, the id before the rate.
        var bad = new string('é', 36);
        (await server.SignedAsync(path, bad, credentials, age: TimeSpan.FromMilliseconds(300_500))).IsRefusal(400, "请求已过期");
        (await server.SignedAsync(path, bad, credentials, age: TimeSpan.FromMinutes(-6))).IsRefusal(400, "请求已过期");
        (await server.SignedAsync(path, Device, credentials, age: TimeSpan.FromDays(-36500))).IsRefusal(400, "请求已过期");
        foreach (var device in (string[])[bad, Device + "0", "8d1a344c-bf16-5425-adbc-d12f49cfa33 ", "' OR 1=1 -- aaaaaaaaaaaaaaaaaaaaaaaaa"])
            (await server.SignedAsync(path, device, credentials)).IsRefusal(400, "无效标识");

        Task<Answer> SignedAsync(string body) => server.CallAsync(HttpMethod.Post, path, body, signature: Published);
    }

    [Fact]
    public async Task A_little_too_early_or_not_too_late_is_in_time()
    {
        var (server, _) = await VisitorCalls.StartAsync();
        await using var owned = server;
        Assert.Equal(200, (await server.SignedAsync(VisitorCalls.Enter, VisitorCalls.NewDevice(), age: TimeSpan.FromMinutes(-4))).Status);
        Assert.Equal(200, (await server.SignedAsync(VisitorCalls.Enter, VisitorCalls.NewDevice(), age: TimeSpan.FromMinutes(4))).Status);
    }

    [Fact]
    public async Task The_salt_is_configurable_and_a_time_may_be_text()
    {
        await using var server = await FrontendServer.StartAsync("--Chat:Visitors:Salt=pepper");
        var signature = server.Services.GetRequiredService<VisitorSignature>();
        Assert.NotEqual(Published, signature.Of(Device, Timestamp));

        // Far in the past, so that the age and not the signature is refused.
        using var request = new HttpRequestMessage(HttpMethod.Post, VisitorCalls.Enter);
        request.Content = new StringContent($"deviceId={Device}&timestamp=0{Timestamp}", System.Text.Encoding.UTF8, "application/x-www-form-urlencoded");
        request.Headers.Add("X-Security-Sign", signature.Of(Device, Timestamp));
        using var response = await server.Client.SendAsync(request);
        (await Answer.ReadAsync(response)).IsRefusal(400, "请求已过期");
    }

    [Theory]
    [InlineData(VisitorCalls.Register, "{}", "账号不能为空")]
    [InlineData(VisitorCalls.Register, """{"username":"abc"}""", "账号 的长度 必须 在 4 和 20 之间")]
    [InlineData(VisitorCalls.LogIn, """{"username":"lin_1","password":"12345"}""", "密码 的长度 必须 在 6 和 20 之间")]
    public async Task Names_and_passwords_have_their_rules(string path, string body, string text)
    {
        await using var server = await FrontendServer.StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new StringContent(body, System.Text.Encoding.UTF8, "application/json") };
        request.Headers.Add("X-Security-Sign", Published);
        using var response = await server.Client.SendAsync(request);
        (await Answer.ReadAsync(response)).IsRefusal(422, text);
    }

    [Fact]
    public async Task Five_calls_an_hour_whatever_they_are_and_the_hour_does_not_slide()
    {
        var (server, clock) = await VisitorCalls.StartAsync();
        await using var owned = server;
        var device = VisitorCalls.NewDevice();
        const string tooMany = "请求过于频繁，请1个小时后再试";
        (await server.EnterAsync(device)).User();
        (await server.RegisterAsync(device, "lin_1")).User();
        (await server.LogInAsync(device, "lin_1")).User();
        (await server.LogInAsync(device, "lin_1", "wrong_1")).IsRefusal(400, "账户或密码错误");
        (await server.RegisterAsync(device, "LIN_1")).IsRefusal(400, "该账号已存在，请换一个账号注册");
        foreach (var _ in Enumerable.Range(0, 10)) (await server.LogInAsync(device, "lin_1")).IsRefusal(400, tooMany);
        (await server.RegisterAsync(device, "lin_2")).IsRefusal(400, tooMany);
        clock.Advance(TimeSpan.FromMinutes(59));
        (await server.EnterAsync(device)).IsRefusal(400, tooMany);
        (await server.EnterAsync(VisitorCalls.NewDevice())).User();
        clock.Advance(TimeSpan.FromMinutes(2));
        (await server.LogInAsync(device, "lin_1")).User();
    }

    [Fact]
    public async Task A_visit_within_ten_seconds_is_the_same_visit()
    {
        var (server, clock) = await VisitorCalls.StartAsync("--Chat:Visitors:CallsPerHourMax=2");
        await using var owned = server;
        var device = VisitorCalls.NewDevice();
        var first = (await server.EnterAsync(device)).User();
        foreach (var _ in Enumerable.Range(0, 8)) Assert.Equal(first.Id, (await server.EnterAsync(device)).User().Id);
        (await server.CallAsync("/api/chat/chatGetmessageOffLine", "{}", first.Token)).IsOk();
        (await server.CallAsync("/api/chat/getUserSetInfo", """{"userid":1}""", first.Token)).IsRefusal(400, "用户不存在或者为游客，无法加为好友");
        clock.Advance(TimeSpan.FromSeconds(11));
        (await server.EnterAsync(device)).User();
        clock.Advance(TimeSpan.FromSeconds(11));
        (await server.EnterAsync(device)).IsRefusal(400, "请求过于频繁，请1个小时后再试");
    }
}
