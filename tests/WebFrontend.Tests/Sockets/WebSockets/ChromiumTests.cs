using System.Text.Json;
using Microsoft.Playwright;

namespace OrleansChat.Tests.Sockets.WebSockets;

/// <summary>Interoperation with a browser: HTTP/1.1 plain and over TLS, and HTTP/2, which a page loaded by it uses for its sockets too.</summary>
public sealed class ChromiumTests(InteropHost host, ChromiumBrowser browser) : IClassFixture<InteropHost>, IClassFixture<ChromiumBrowser>
{
    /// <summary>A socket whose messages can be awaited; what a page of ours needs and no more.</summary>
    private const string Page = """
        window.connect = () => new Promise((resolve, reject) => {
          const socket = new WebSocket(location.origin.replace('http', 'ws') + '/ws');
          const messages = [], waiting = [];
          socket.onmessage = e => waiting.length ? waiting.shift()(e.data) : messages.push(e.data);
          socket.receive = () => messages.length ? Promise.resolve(messages.shift()) : new Promise(r => waiting.push(r));
          socket.closed = new Promise(r => socket.onclose = e => r({ code: e.code, clean: e.wasClean }));
          socket.onopen = () => resolve(socket);
          socket.onerror = reject;
        });
        window.ask = async text => { const s = await connect(); s.send(text); const answer = await s.receive(); s.close(); return answer; };
        window.end = async text => { const s = await connect(); s.send(text); return s.closed; };
        """;

    public static TheoryData<string> Routes => ["http1", "tls1", "tls2"];

    [Theory]
    [MemberData(nameof(Routes))]
    public async Task The_route_is_the_one_it_is_named_for(string route) =>
        Assert.Equal(route == "tls2" ? "HTTP/2" : "HTTP/1.1", await EvaluateAsync<string>(route, "ask('protocol')"));

    [Theory]
    [MemberData(nameof(Routes))]
    public async Task Messages_are_echoed(string route)
    {
        var isSame = await EvaluateAsync<bool>(route, """
            (async () => {
              const s = await connect();
              for (const length of [0, 1, 60, 70, 30000]) {
                const text = 'é'.repeat(length) + '☃😀';
                s.send(text);
                if (await s.receive() !== text) return false;
              }
              s.send(new TextEncoder().encode('binary'));
              return await s.receive() === 'binary';
            })()
            """);
        Assert.True(isSame);
    }

    [Theory]
    [MemberData(nameof(Routes))]
    public async Task Pings_are_answered_in_order_with_their_payload(string route) => Assert.Equal(
        "pongs " + string.Join(',', Enumerable.Range(0, 20).Select(i => $"n-{i}")), await EvaluateAsync<string>(route, "ask('ping:20')"));

    [Theory]
    [MemberData(nameof(Routes))]
    public async Task An_abort_shows_1006(string route) => Assert.Equal((1006, false), await EndAsync(route, "abort"));

    [Theory]
    [MemberData(nameof(Routes))]
    public async Task A_close_without_a_code_shows_1005(string route) => Assert.Equal((1005, true), await EndAsync(route, "close"));

    [Theory]
    [MemberData(nameof(Routes))]
    public async Task A_close_with_a_code_shows_it(string route) => Assert.Equal((4001, true), await EndAsync(route, "close:4001"));

    [Theory]
    [MemberData(nameof(Routes))]
    public async Task A_close_of_the_page_is_echoed(string route)
    {
        var seen = await EvaluateAsync<JsonElement>(route, "connect().then(s => { s.close(4321, 'done'); return s.closed; })");
        Assert.Equal((4321, true), (seen.GetProperty("code").GetInt32(), seen.GetProperty("clean").GetBoolean()));
    }

    private async Task<(int Code, bool IsClean)> EndAsync(string route, string request)
    {
        var seen = await EvaluateAsync<JsonElement>(route, $"end('{request}')");
        return (seen.GetProperty("code").GetInt32(), seen.GetProperty("clean").GetBoolean());
    }

    private async Task<T> EvaluateAsync<T>(string route, string script)
    {
        await using var context = await browser.NewContextAsync();
        var page = await context.NewPageAsync();
        await page.AddInitScriptAsync(Page);
        await page.GotoAsync(route switch
        {
            "http1" => $"http://localhost:{host.HttpPort}/",
            "tls1" => $"https://localhost:{host.Https1Port}/",
            _ => $"https://localhost:{host.HttpsPort}/",
        });
        return await page.EvaluateAsync<T>(script).WaitAsync(TestDeadline.Generous);
    }
}
