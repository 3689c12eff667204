using System.Net;
using System.Net.Security;
using System.Net.WebSockets;
using System.Text;

namespace OrleansChat.Tests.Sockets.WebSockets;

/// <summary>Interoperation with the client of .NET, over HTTP/1.1 and HTTP/2, plain and TLS.</summary>
public sealed class DotnetClientTests(InteropHost host) : IClassFixture<InteropHost>, IDisposable
{
    private readonly HttpMessageInvoker _invoker = new(new SocketsHttpHandler
    {
        SslOptions = new SslClientAuthenticationOptions
        {
            RemoteCertificateValidationCallback = (_, certificate, _, _) => certificate?.GetCertHashString() == host.CertificateHash,
        },
    });

    private readonly string _id = Guid.NewGuid().ToString();

    public static TheoryData<string> Routes => ["http1", "tls1", "tls2"];

    [Theory]
    [MemberData(nameof(Routes))]
    public async Task Messages_of_every_length_class_are_echoed(string route)
    {
        using var client = await ConnectAsync(route);
        await SendAsync(client, "protocol");
        Assert.Equal(route == "tls2" ? "HTTP/2" : "HTTP/1.1", await ReceiveAsync(client));
        foreach (var length in new[] { 0, 1, 125, 126, 4096, 65533 })
        {
            var text = new string('m', length) + "☃";
            await SendAsync(client, text);
            Assert.Equal(text, await ReceiveAsync(client));
        }
    }

    [Theory]
    [MemberData(nameof(Routes))]
    public async Task Fragments_are_echoed_as_one_message(string route)
    {
        using var client = await ConnectAsync(route);
        var bytes = Encoding.UTF8.GetBytes("fragmented ☃☃☃");
        for (var i = 0; i < bytes.Length; i++) await client.SendAsync(bytes.AsMemory(i, 1), WebSocketMessageType.Text, i == bytes.Length - 1, default);
        Assert.Equal("fragmented ☃☃☃", await ReceiveAsync(client));
    }

    [Theory]
    [MemberData(nameof(Routes))]
    public async Task Pings_are_answered_in_order_with_their_payload(string route)
    {
        using var client = await ConnectAsync(route);
        await SendAsync(client, "ping:20");
        Assert.Equal("pongs " + string.Join(',', Enumerable.Range(0, 20).Select(i => $"n-{i}")), await ReceiveAsync(client));
    }

    [Theory]
    [MemberData(nameof(Routes))]
    public async Task A_long_burst_comes_whole_and_in_order(string route)
    {
        using var client = await ConnectAsync(route);
        await SendAsync(client, "burst:3000");
        for (var i = 0; i < 3000; i++) Assert.Equal($"burst {i}", await ReceiveAsync(client));
    }

    [Theory]
    [MemberData(nameof(Routes))]
    public async Task The_close_frame_of_the_client_is_echoed(string route)
    {
        using var client = await ConnectAsync(route);
        await client.CloseAsync((WebSocketCloseStatus)4321, "done", default).WaitAsync(TestDeadline.Generous);
        Assert.Equal((WebSocketCloseStatus)4321, client.CloseStatus);
        Assert.Equal("PeerClosed", await host.EndOfAsync(_id));
    }

    [Theory]
    [MemberData(nameof(Routes))]
    public async Task A_close_frame_of_the_server_has_its_code_and_is_confirmed(string route)
    {
        using var client = await ConnectAsync(route);
        await SendAsync(client, "close:4001");
        Assert.Null(await ReceiveAsync(client));
        Assert.Equal((WebSocketCloseStatus)4001, client.CloseStatus);
        await client.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, default);
        Assert.Equal("Closed", await host.EndOfAsync(_id));
    }

    [Theory]
    [MemberData(nameof(Routes))]
    public async Task An_abort_of_the_server_shows_no_close_frame(string route)
    {
        using var client = await ConnectAsync(route);
        await SendAsync(client, "abort");
        await Assert.ThrowsAnyAsync<WebSocketException>(() => ReceiveAsync(client));
        Assert.Null(client.CloseStatus);
        Assert.Equal("Aborted", await host.EndOfAsync(_id));
    }

    [Theory]
    [MemberData(nameof(Routes))]
    public async Task A_client_that_reads_nothing_is_seen_to_stall_and_can_be_cut_off(string route)
    {
        using var client = await ConnectAsync(route);
        await SendAsync(client, "flood");
        Assert.Equal("Aborted", await host.EndOfAsync(_id));
    }

    [Theory]
    [MemberData(nameof(Routes))]
    public async Task What_bounds_a_request_does_not_bound_a_socket(string route)
    {
        using var client = await ConnectAsync(route);
        await SendAsync(client, "first");
        Assert.Equal("first", await ReceiveAsync(client));

        // Longer than the grace period of the host's lowest data rate; a client says nothing for hours.
        await Task.Delay(TimeSpan.FromSeconds(4));
        for (var i = 0; i < 3; i++)
        {
            // Together more than the host's largest request body.
            await SendAsync(client, new string('x', 60_000));
            Assert.Equal(60_000, (await ReceiveAsync(client))!.Length);
        }
    }

    [Theory]
    [MemberData(nameof(Routes))]
    public async Task A_client_that_vanishes_ends_the_connection(string route)
    {
        var client = await ConnectAsync(route);
        await SendAsync(client, "x");
        await ReceiveAsync(client);
        client.Abort();
        client.Dispose();
        Assert.Equal("TransportEnded", await host.EndOfAsync(_id));
    }

    [Fact]
    public async Task A_message_over_the_bound_ends_the_connection_without_a_close_frame()
    {
        using var client = await ConnectAsync("http1");
        await SendAsync(client, new string('x', 65537));
        await Assert.ThrowsAnyAsync<WebSocketException>(() => ReceiveAsync(client));
        Assert.Null(client.CloseStatus);
        Assert.Equal("ProtocolError MessageTooBig", await host.EndOfAsync(_id));
    }

    public void Dispose() => _invoker.Dispose();

    private async Task<ClientWebSocket> ConnectAsync(string route)
    {
        var client = new ClientWebSocket();
        client.Options.HttpVersion = route == "tls2" ? HttpVersion.Version20 : HttpVersion.Version11;
        client.Options.HttpVersionPolicy = HttpVersionPolicy.RequestVersionExact;
        var uri = route switch
        {
            "http1" => new Uri($"ws://localhost:{host.HttpPort}/ws?id={_id}"),
            "tls1" => new Uri($"wss://localhost:{host.Https1Port}/ws?id={_id}"),
            _ => new Uri($"wss://localhost:{host.HttpsPort}/ws?id={_id}"),
        };
        await client.ConnectAsync(uri, _invoker, default).WaitAsync(TestDeadline.Generous);
        return client;
    }

    private static Task SendAsync(ClientWebSocket client, string text) =>
        client.SendAsync(Encoding.UTF8.GetBytes(text), WebSocketMessageType.Text, true, default).WaitAsync(TestDeadline.Generous);

    /// <summary>The next message, or null at a close frame.</summary>
    private static async Task<string?> ReceiveAsync(ClientWebSocket client)
    {
        var bytes = new byte[70_000];
        var length = 0;
        while (true)
        {
            var received = await client.ReceiveAsync(bytes.AsMemory(length), default).AsTask().WaitAsync(TestDeadline.Generous);
            if (received.MessageType == WebSocketMessageType.Close) return null;
            length += received.Count;
            if (received.EndOfMessage) return Encoding.UTF8.GetString(bytes, 0, length);
        }
    }
}
