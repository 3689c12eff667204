namespace OrleansChat.Tests.EndToEnd;

/// <summary>One message from its sender's request to its receiver's socket (design.md 3).</summary>
public sealed class DeliveryTests
{
    [Fact]
    public async Task A_message_reaches_an_open_socket_as_the_frame_that_the_sender_was_answered()
    {
        await using var server = await ServerUnderTest.StartAsync();
        var (lin, wu) = (await server.RegisterAsync("lin_1"), await server.RegisterAsync("wu_1"));
        await using var socket = await server.ConnectAsync(wu);
        var greeting = await socket.NextAsync();
        Assert.Equal("system", greeting.GetProperty("type").GetString());
        Assert.Equal("欢迎您访问我们的系统！", greeting.GetProperty("data").GetString());

        var answered = await server.PostAsync("/api/chat/socket/sendmessage", lin.Token, new
        {
            sendto_id = wu.Id, chatType = "single", type = "text", options = "%7B%22a%22%3A1%7D", data = new { data = "你好 👋 <b>'\"", dataType = false, otherData = (object?)null },
        });
        var frame = await socket.NextAsync();
        Assert.Equal("singleChat", frame.GetProperty("type").GetString());
        Assert.Equal(answered.GetRawText(), frame.GetProperty("data").GetRawText());
        Assert.Equal("你好 👋 <b>'\"", RawSocket.TextOf(frame));
        Assert.Equal(lin.Id, answered.GetProperty("from_id").GetInt64());
        Assert.Equal(wu.Id, answered.GetProperty("to_id").GetInt64());
        Assert.Equal(1, answered.GetProperty("options").GetProperty("a").GetInt32());
        Assert.Equal(frame.GetProperty("timestamp").GetInt64(), answered.GetProperty("create_time").GetInt64());
    }

    [Fact]
    public async Task A_backlog_waits_for_the_app_to_ask_and_comes_in_order_before_what_is_live()
    {
        await using var server = await ServerUnderTest.StartAsync(options: "--Chat:Session:ArmMilliseconds=60000");
        var (lin, wu) = (await server.RegisterAsync("lin_1"), await server.RegisterAsync("wu_1"));
        for (var i = 1; i <= 100; i++) await server.SendAsync(lin, wu, $"{i}");

        await using var socket = await server.ConnectAsync(wu);
        await socket.NextAsync();
        await server.SendAsync(lin, wu, "101");
        await socket.SendTextAsync("ping");
        Assert.Equal("pong", (await socket.NextAsync()).GetProperty("type").GetString());
        Assert.False(socket.HasChat, "nothing is delivered before the app asks");

        await server.ArmAsync(wu);
        await server.SendAsync(lin, wu, "102");
        Assert.Equal(Enumerable.Range(1, 102).Select(i => $"{i}"), await socket.NextChatsAsync(102));
    }

    [Fact]
    public async Task An_app_that_asked_before_its_socket_was_known_is_armed_when_it_comes()
    {
        await using var server = await ServerUnderTest.StartAsync(options: "--Chat:Session:ArmMilliseconds=60000");
        var (lin, wu) = (await server.RegisterAsync("lin_1"), await server.RegisterAsync("wu_1"));
        await server.SendAsync(lin, wu, "early");
        await server.ArmAsync(wu);
        await using var socket = await server.ConnectAsync(wu);
        Assert.Equal("early", await socket.NextChatAsync());
    }

    [Fact]
    public async Task A_client_that_never_asks_is_armed_after_a_while()
    {
        await using var server = await ServerUnderTest.StartAsync(options: "--Chat:Session:ArmMilliseconds=300");
        var (lin, wu) = (await server.RegisterAsync("lin_1"), await server.RegisterAsync("wu_1"));
        await server.SendAsync(lin, wu, "waiting");
        await using var socket = await server.ConnectAsync(wu);
        Assert.Equal("waiting", await socket.NextChatAsync());
    }

    [Fact]
    public async Task With_every_hint_lost_a_message_still_comes_within_five_seconds()
    {
        await using var server = await ServerUnderTest.StartAsync(options: "--Chat:Faults:HintLossFraction=1");
        var (lin, wu) = (await server.RegisterAsync("lin_1"), await server.RegisterAsync("wu_1"));
        await using var socket = await server.ConnectAsync(wu);
        await socket.NextAsync();
        await server.SendAsync(lin, wu, "first");
        var started = TimeProvider.System.GetTimestamp();
        Assert.Equal("first", await socket.NextChatAsync(TimeSpan.FromSeconds(8)));

        // The bound itself is the kill run's to check on a loaded machine; here a second of grace for a slow one.
        Assert.InRange(TimeProvider.System.GetElapsedTime(started).TotalSeconds, 0, 6);
    }

    [Fact]
    public async Task A_retry_with_the_same_client_key_gets_the_first_answer_and_is_delivered_once()
    {
        await using var server = await ServerUnderTest.StartAsync();
        var (lin, wu) = (await server.RegisterAsync("lin_1"), await server.RegisterAsync("wu_1"));
        await using var socket = await server.ConnectAsync(wu);
        var first = await server.SendAsync(lin, wu, "once", "key-1");
        Assert.Equal(first, await server.SendAsync(lin, wu, "once", "key-1"));
        await server.SendAsync(lin, wu, "after", "key-2");
        Assert.Equal(["once", "after"], await socket.NextChatsAsync(2));
    }

    [Fact]
    public async Task A_client_key_of_another_message_is_refused()
    {
        await using var server = await ServerUnderTest.StartAsync();
        var (lin, wu) = (await server.RegisterAsync("lin_1"), await server.RegisterAsync("wu_1"));
        await server.SendAsync(lin, wu, "one", "key-1");
        using var answer = await server.PostRawAsync("/api/chat/socket/sendmessage", lin.Token, new
        {
            sendto_id = wu.Id, chatType = "single", type = "text", clientMsgId = "key-1", data = new { data = "two", dataType = false, otherData = (object?)null },
        });
        Assert.Equal(400, (int)answer.StatusCode);
    }

    [Fact]
    public async Task What_was_not_delivered_survives_a_restart_and_what_was_confirmed_does_not_come_again()
    {
        await using var first = await ServerUnderTest.StartAsync();
        var (lin, wu) = (await first.RegisterAsync("lin_1"), await first.RegisterAsync("wu_1"));
        await using (var socket = await first.ConnectAsync(wu, answersPings: false))
        {
            await first.SendAsync(lin, wu, "read");
            Assert.Equal("read", await socket.NextChatAsync());
            await socket.SendPongAsync(await socket.NextPingAsync());

            // Answered in order: when this answer is here, the receipt before it has been seen.
            await socket.SendTextAsync("ping");
            Assert.Equal("pong", (await socket.NextAsync()).GetProperty("type").GetString());
            await first.StopAsync();
            Assert.Equal(1006, await socket.Closed);
        }

        await using var second = await ServerUnderTest.StartAsync(first.Data);
        await second.SendAsync(lin, wu, "unread");
        await second.ArmAsync(wu);
        await using var again = await second.ConnectAsync(wu);
        Assert.Equal("unread", await again.NextChatAsync());
    }
}
