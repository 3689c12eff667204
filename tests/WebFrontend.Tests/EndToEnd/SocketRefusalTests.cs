namespace OrleansChat.Tests.EndToEnd;

/// <summary>Handshake refusals and ends (contract.md 7.1, 7.4).</summary>
public sealed class SocketRefusalTests
{
    [Theory]
    [InlineData("/ws", "缺少 token 参数")]
    [InlineData("/ws?token=", "缺少 token 参数")]
    [InlineData("/ws?token=rubbish", "Token 不合法")]
    [InlineData("/ws?token=eyJhbGciOiJub25lIn0.eyJ1aWQiOjF9.", "Token 不合法")]
    public async Task A_bad_token_is_refused_after_the_upgrade_with_a_frame_and_a_close_without_code(string path, string text)
    {
        await using var server = await ServerUnderTest.StartAsync();
        await using var socket = await RawSocket.ConnectAsync(server.Origin, path);
        var refusal = await socket.NextAsync();
        Assert.Equal("fail", refusal.GetProperty("msg").GetString());
        Assert.Equal(text, refusal.GetProperty("data").GetString());
        Assert.Equal(1005, await socket.Closed);
    }

    [Fact]
    public async Task A_plain_request_to_the_socket_s_path_is_answered_in_the_envelope()
    {
        await using var server = await ServerUnderTest.StartAsync();
        using var answer = await server.Http.GetAsync("/ws");
        Assert.Equal(426, (int)answer.StatusCode);
        Assert.StartsWith("{\"msg\":\"fail\",\"data\":\"", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_that_stops_ends_every_connection_without_a_close_frame()
    {
        await using var server = await ServerUnderTest.StartAsync();
        var sockets = new List<RawSocket>();
        for (var i = 0; i < 20; i++) sockets.Add(await server.ConnectAsync(await server.RegisterAsync($"user_{i}")));
        foreach (var socket in sockets) await socket.NextAsync();
        await server.StopAsync();
        foreach (var socket in sockets) Assert.Equal(1006, await socket.Closed);
    }

    [Fact]
    public async Task More_sockets_of_one_user_than_allowed_end_the_oldest_without_a_close_frame()
    {
        await using var server = await ServerUnderTest.StartAsync(options: "--Chat:Inbox:SessionsMax=3");
        var wu = await server.RegisterAsync("wu_1");
        var sockets = new List<RawSocket>();
        for (var i = 0; i < 4; i++)
        {
            sockets.Add(await server.ConnectAsync(wu));
            await sockets[^1].NextAsync();
        }

        Assert.Equal(1006, await sockets[0].Closed);
        Assert.True(sockets[1].IsOpen);
        Assert.True(sockets[3].IsOpen);
    }

    [Theory]
    [InlineData("ping")]
    [InlineData("{\"type\":\"ping\"}")]
    public async Task A_client_s_ping_is_answered_with_a_pong_and_a_timestamp(string ping)
    {
        await using var server = await ServerUnderTest.StartAsync();
        await using var socket = await server.ConnectAsync(await server.RegisterAsync("wu_1"));
        await socket.NextAsync();
        foreach (var ignored in (string[])["{", "nonsense", "{\"type\":\"pong\"}", "[]", "{\"type\":\"ping\",\"token\":\"bad\"}", "{\"type\":7}", "{\"\\ud800\":1}"]) await socket.SendTextAsync(ignored);
        await socket.SendTextAsync(ping);
        var pong = await socket.NextAsync();
        Assert.Equal("pong", pong.GetProperty("type").GetString());
        Assert.InRange(pong.GetProperty("timestamp").GetInt64(), 1_700_000_000_000, long.MaxValue);
    }
}
