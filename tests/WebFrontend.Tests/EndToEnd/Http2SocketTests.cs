using System.Net;
using System.Net.Http.Json;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;

namespace OrleansChat.Tests.EndToEnd;

/// <summary>The socket over HTTP/2 (extended CONNECT), through the whole server.</summary>
public sealed class Http2SocketTests
{
    [Fact]
    public async Task A_socket_over_HTTP_2_gets_its_messages()
    {
        await using var server = await ServerUnderTest.StartAsync(options: ["--Kestrel:EndpointDefaults:Protocols=Http2"]);
        using var handler = new SocketsHttpHandler();
        using var invoker = new HttpMessageInvoker(handler);
        using var http = new HttpClient(handler, disposeHandler: false)
        {
            BaseAddress = server.Origin, DefaultRequestVersion = HttpVersion.Version20, DefaultVersionPolicy = HttpVersionPolicy.RequestVersionExact,
        };
        var (_, linToken) = await RegisterAsync(http, "lin_1");
        var (wu, wuToken) = await RegisterAsync(http, "wu_1");

        using var socket = new ClientWebSocket();
        socket.Options.HttpVersion = HttpVersion.Version20;
        socket.Options.HttpVersionPolicy = HttpVersionPolicy.RequestVersionExact;
        using var deadline = new CancellationTokenSource(RawSocket.Deadline);
        await socket.ConnectAsync(new UriBuilder(server.Origin) { Scheme = "ws", Path = "/ws", Query = "token=" + wuToken }.Uri, invoker, deadline.Token);
        Assert.Contains("system", await ReceiveAsync(socket, deadline.Token), StringComparison.Ordinal);

        using var message = new HttpRequestMessage(HttpMethod.Post, "/api/chat/socket/sendmessage")
        {
            Version = HttpVersion.Version20,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
            Content = JsonContent.Create(new { sendto_id = wu, chatType = "single", type = "text", data = "over two" }),
        };
        message.Headers.Add("token", linToken);
        using var answer = await http.SendAsync(message, deadline.Token);
        Assert.Equal(200, (int)answer.StatusCode);
        Assert.Contains("over two", await ReceiveAsync(socket, deadline.Token), StringComparison.Ordinal);
    }

    private static async Task<(long Id, string Token)> RegisterAsync(HttpClient http, string username)
    {
        using var answer = await http.PostAsJsonAsync("/api/regChat", new { username, password = "secret12" });
        using var body = JsonDocument.Parse(await answer.Content.ReadAsStringAsync());
        var data = body.RootElement.GetProperty("data");
        return (data.GetProperty("id").GetInt64(), data.GetProperty("token").GetString()!);
    }

    private static async Task<string> ReceiveAsync(ClientWebSocket socket, CancellationToken deadline)
    {
        var buffer = new byte[8192];
        var received = await socket.ReceiveAsync(buffer.AsMemory(), deadline);
        return Encoding.UTF8.GetString(buffer, 0, received.Count);
    }
}
