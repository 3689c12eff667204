using System.Net.Http.Headers;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Logging;
using OrleansChat.Http;
using OrleansChat.Storage;
using OrleansChat.Tests.Fakes;

namespace OrleansChat.Tests.Http;

public sealed class EnvelopeTests
{
    private const string Login = """{"username":"alice","password":"secret1"}""";

    [Fact]
    public async Task An_unknown_route_answers_404()
    {
        await using var server = await FrontendServer.StartAsync();
        (await server.SendAsync(HttpMethod.Get, "/nowhere")).IsRefusal(404, ChatTexts.NotFound);
        (await server.SendAsync(HttpMethod.Get, "/")).IsRefusal(404, ChatTexts.NotFound);
        (await server.PostAsync("/api/nowhere", "{}")).IsRefusal(404, ChatTexts.NotFound);
    }

    [Fact]
    public async Task A_wrong_method_answers_405()
    {
        await using var server = await FrontendServer.StartAsync();
        (await server.SendAsync(HttpMethod.Get, "/api/loginChat")).IsRefusal(405, ChatTexts.MethodNotAllowed);
        (await server.SendAsync(HttpMethod.Delete, "/healthz")).IsRefusal(405, ChatTexts.MethodNotAllowed);
    }

    [Theory]
    [InlineData(110_000, false)]
    [InlineData(110_000, true)]
    [InlineData(3_000_000, false)]
    [InlineData(3_000_000, true)]
    public async Task A_body_over_the_limit_answers_413_and_the_connection_stays(int bytes, bool chunked)
    {
        await using var server = await FrontendServer.StartAsync();
        var content = new ByteArrayContent(Encoding.ASCII.GetBytes($$"""{"username":"{{new string('a', bytes)}}"}"""));
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/loginChat") { Content = content };
        request.Headers.TransferEncodingChunked = chunked;
        using var response = await server.Client.SendAsync(request);
        (await Answer.ReadAsync(response)).IsRefusal(413, ChatTexts.BodyTooLarge);
        Assert.NotEqual(true, response.Headers.ConnectionClose);
    }

    [Fact]
    public async Task A_body_far_over_the_limit_answers_413_to_who_asks_first()
    {
        await using var server = await FrontendServer.StartAsync();
        var request = "POST /api/loginChat HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 900000000000\r\nExpect: 100-continue\r\n\r\n"u8.ToArray();
        var answer = await server.SendRawAsync(request);
        Assert.StartsWith("HTTP/1.1 413 ", answer, StringComparison.Ordinal);
        Assert.EndsWith($$"""{"msg":"fail","data":"{{ChatTexts.BodyTooLarge}}"}""", answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_body_at_the_limit_is_read()
    {
        await using var server = await FrontendServer.StartAsync("--Chat:Limits:BodyBytesMax=2048");
        var padding = new string(' ', 2048 - Login.Length);
        (await server.PostAsync("/api/loginChat", Login + padding)).IsRefusal(400, "账号不存在或者被禁用");
        (await server.PostAsync("/api/loginChat", Login + padding + " ")).IsRefusal(413, ChatTexts.BodyTooLarge);
    }

    [Theory]
    [InlineData("{")]
    [InlineData("{\"username\":\"alice\",\"pass")]
    [InlineData("nonsense")]
    [InlineData("{\"username\":}")]
    [InlineData("{'username':'alice'}")]
    [InlineData("{\"a\":1}{\"b\":2}")]
    [InlineData("{\"username\":\"al\u0001ice\"}")]
    [InlineData("\"text\"")]
    [InlineData("null")]
    [InlineData("17")]
    public async Task What_is_no_JSON_object_answers_400(string body)
    {
        await using var server = await FrontendServer.StartAsync();
        (await server.PostAsync("/api/loginChat", body)).IsRefusal(400, ChatTexts.BadJson);
    }

    [Fact]
    public async Task Nesting_without_end_answers_400()
    {
        await using var server = await FrontendServer.StartAsync();
        var deep = $$"""{"username":{{new string('[', 40_000)}}{{new string(']', 40_000)}}}""";
        (await server.PostAsync("/api/loginChat", deep)).IsRefusal(400, ChatTexts.BadJson);
    }

    [Fact]
    public async Task Invalid_UTF8_answers_400()
    {
        await using var server = await FrontendServer.StartAsync();
        byte[] body = [.. "{\"username\":\"al"u8, 0xC3, 0x28, 0xFF, .. "ice\",\"password\":\"secret1\"}"u8];
        var content = new ByteArrayContent(body);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        (await server.SendAsync(HttpMethod.Post, "/api/loginChat", content)).IsRefusal(400, ChatTexts.BadJson);
    }

    [Theory]
    [InlineData("text/plain")]
    [InlineData("application/octet-stream")]
    [InlineData("application/json; charset=gbk")]
    [InlineData("application/json; charset=utf-16")]
    [InlineData(";;;")]
    public async Task Another_kind_of_body_answers_415(string contentType)
    {
        await using var server = await FrontendServer.StartAsync();
        var content = new ByteArrayContent(Encoding.UTF8.GetBytes(Login));
        content.Headers.TryAddWithoutValidation("Content-Type", contentType);
        (await server.SendAsync(HttpMethod.Post, "/api/loginChat", content)).IsRefusal(415, ChatTexts.UnsupportedBody);
    }

    [Fact]
    public async Task A_compressed_body_answers_415()
    {
        await using var server = await FrontendServer.StartAsync();
        var content = new ByteArrayContent([0x1F, 0x8B, 8, 0]);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        content.Headers.ContentEncoding.Add("gzip");
        (await server.SendAsync(HttpMethod.Post, "/api/loginChat", content)).IsRefusal(415, ChatTexts.UnsupportedBody);
    }

    [Theory]
    [InlineData("application/json;charset=UTF-8")]
    [InlineData("text/json")]
    [InlineData("application/vnd.chat+json")]
    [InlineData(null)]
    public async Task These_are_JSON(string? contentType)
    {
        await using var server = await FrontendServer.StartAsync();
        var content = new ByteArrayContent(Encoding.UTF8.GetBytes(Login));
        if (contentType is not null) content.Headers.TryAddWithoutValidation("Content-Type", contentType);
        (await server.SendAsync(HttpMethod.Post, "/api/loginChat", content)).IsRefusal(400, "账号不存在或者被禁用");
    }

    [Fact]
    public async Task A_request_cut_off_in_its_body_gets_no_500()
    {
        await using var server = await FrontendServer.StartAsync();
        var request = "POST /api/loginChat HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 500\r\n\r\n{\"username\":"u8.ToArray();
        var answer = await server.SendRawAsync(request, endOfSending: true);
        Assert.DoesNotContain(" 500 ", answer, StringComparison.Ordinal);
        Assert.DoesNotContain(server.Log.Lines, line => line.Event.Id == 6001);
    }

    [Theory]
    [InlineData("5\r\n{\"a\":\r\nZZ\r\n")]
    [InlineData("FFFFFFFFFFFFFFFFF\r\n{}")]
    [InlineData("-1\r\n{}\r\n0\r\n\r\n")]
    public async Task A_wrongly_framed_body_gets_the_envelope(string chunks)
    {
        await using var server = await FrontendServer.StartAsync();
        var request = Encoding.ASCII.GetBytes(
            $"POST /api/loginChat HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n{chunks}");
        var answer = await server.SendRawAsync(request);
        Assert.StartsWith("HTTP/1.1 400 ", answer, StringComparison.Ordinal);
        Assert.EndsWith($$"""{"msg":"fail","data":"{{ChatTexts.BadRequest}}"}""", answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_fault_of_ours_answers_500_without_details_and_is_logged_once()
    {
        await using var server = await FrontendServer.StartAsync(null, app => app.MapGet("/boom/{id}", (string id) => Throw(id)));
        using var response = await server.Client.GetAsync("/boom/42?token=topsecret");
        Assert.Equal(500, (int)response.StatusCode);
        Assert.Equal("""{"msg":"fail","data":"服务器内部错误"}""", await response.Content.ReadAsStringAsync());
        var line = Assert.Single(server.Log.Lines, line => line.Level >= LogLevel.Warning);
        Assert.Equal(6001, line.Event.Id);
        Assert.Contains("/boom/{id}", line.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("topsecret", line.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_outage_behind_a_grain_answers_503()
    {
        await using var server = await FrontendServer.StartAsync();
        foreach (var outage in (Func<Exception>[])[() => new TimeoutException(), () => new StoreBusyException("full"), () => new StoreOutcomeUnknownException("?"), () => new OperationCanceledException()])
        {
            server.Users.Outage = outage;
            (await server.PostAsync("/api/loginChat", Login)).IsRefusal(503, "系统繁忙,请稍后再试");
        }

        Assert.DoesNotContain(server.Log.Lines, line => line.Level >= LogLevel.Error);
    }

    [Fact]
    public async Task A_HEAD_request_gets_no_body()
    {
        await using var server = await FrontendServer.StartAsync();
        using var response = await server.Client.SendAsync(new HttpRequestMessage(HttpMethod.Head, "/nowhere"));
        Assert.Equal(404, (int)response.StatusCode);
        Assert.Empty(await response.Content.ReadAsByteArrayAsync());
    }

    private static string Throw(string id) => throw new InvalidOperationException("a bug " + id);
}
