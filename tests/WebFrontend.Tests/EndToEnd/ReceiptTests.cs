namespace OrleansChat.Tests.EndToEnd;

/// <summary>Receipts by ping and pong (design.md 3.7).</summary>
public sealed class ReceiptTests
{
    [Fact]
    public async Task After_a_cut_what_had_no_receipt_comes_again_and_what_had_one_does_not()
    {
        await using var server = await ServerUnderTest.StartAsync();
        var (lin, wu) = (await server.RegisterAsync("lin_1"), await server.RegisterAsync("wu_1"));
        await using (var socket = await server.ConnectAsync(wu, answersPings: false))
        {
            await server.SendAsync(lin, wu, "confirmed");
            Assert.Equal("confirmed", await socket.NextChatAsync());
            await socket.SendPongAsync(await socket.NextPingAsync());
            await server.SendAsync(lin, wu, "unconfirmed");
            Assert.Equal("unconfirmed", await socket.NextChatAsync());
            await socket.NextPingAsync();
        }

        await using var again = await server.ConnectAsync(wu);
        await server.ArmAsync(wu);
        await server.SendAsync(lin, wu, "new");
        Assert.Equal(["unconfirmed", "new"], await again.NextChatsAsync(2));
    }

    [Fact]
    public async Task A_pong_that_answers_no_ping_of_this_connection_confirms_nothing()
    {
        await using var server = await ServerUnderTest.StartAsync();
        var (lin, wu) = (await server.RegisterAsync("lin_1"), await server.RegisterAsync("wu_1"));
        await using (var socket = await server.ConnectAsync(wu, answersPings: false))
        {
            await server.SendAsync(lin, wu, "one");
            await socket.NextChatAsync();
            var ping = await socket.NextPingAsync();
            byte[] foreign = [.. ping];
            foreign[0] ^= 1;
            byte[] ahead = [.. ping];
            ahead[^1] += 1;
            await socket.SendPongAsync(foreign);
            await socket.SendPongAsync(ahead);
            await socket.SendPongAsync([]);
            await socket.SendTextAsync("ping");
            Assert.Equal("pong", (await socket.NextAsync()).GetProperty("type").GetString());
        }

        await using var again = await server.ConnectAsync(wu);
        await server.ArmAsync(wu);
        Assert.Equal("one", await again.NextChatAsync());
    }

    [Fact]
    public async Task At_most_64_frames_wait_for_a_receipt_and_the_rest_follows_when_it_comes()
    {
        await using var server = await ServerUnderTest.StartAsync();
        var (lin, wu) = (await server.RegisterAsync("lin_1"), await server.RegisterAsync("wu_1"));
        for (var i = 1; i <= 200; i++) await server.SendAsync(lin, wu, $"{i}");
        await using var socket = await server.ConnectAsync(wu, answersPings: false);
        await server.ArmAsync(wu);
        var first = await socket.NextChatsAsync(64);
        var ping = await socket.NextPingAsync();
        await socket.SendTextAsync("ping");
        Assert.Equal("pong", (await socket.NextAsync()).GetProperty("type").GetString());
        Assert.False(socket.HasChat, "the 65th waits for a receipt");

        socket.AnswerPingsFromNowOn();
        await socket.SendPongAsync(ping);
        Assert.Equal(Enumerable.Range(1, 200).Select(i => $"{i}"), [.. first, .. await socket.NextChatsAsync(136)]);
    }

    [Fact]
    public async Task A_socket_that_gives_no_receipt_in_time_is_ended_without_a_close_frame()
    {
        await using var server = await ServerUnderTest.StartAsync(options: "--Chat:Session:ReceiptSecondsMax=1");
        var (lin, wu) = (await server.RegisterAsync("lin_1"), await server.RegisterAsync("wu_1"));
        await using var socket = await server.ConnectAsync(wu, answersPings: false);
        await server.SendAsync(lin, wu, "one");
        Assert.Equal("one", await socket.NextChatAsync());
        Assert.Equal(1006, await socket.Closed);
    }

    [Fact]
    public async Task A_silent_client_with_nothing_outstanding_stays_connected()
    {
        await using var server = await ServerUnderTest.StartAsync(options: ["--Chat:Session:ReceiptSecondsMax=1", "--Chat:Session:HeartbeatSeconds=1"]);
        var wu = await server.RegisterAsync("wu_1");
        await using var socket = await server.ConnectAsync(wu, answersPings: false);
        await socket.NextAsync();
        for (var beat = 0; beat < 3; beat++) Assert.Equal("ping", (await socket.NextAsync()).GetProperty("type").GetString());
        Assert.True(socket.IsOpen);
    }
}
