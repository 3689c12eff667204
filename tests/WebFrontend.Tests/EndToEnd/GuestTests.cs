using OrleansChat.Tests.Visitors;

namespace OrleansChat.Tests.EndToEnd;

/// <summary>A guest's life: connects, is written to, registers, logs in elsewhere (contract.md 6.3, 7.6, 8.6).</summary>
public sealed class GuestTests
{
    [Fact]
    public async Task A_guest_who_registers_keeps_the_messages_that_wait()
    {
        await using var server = await ServerUnderTest.StartAsync();
        var device = VisitorCalls.NewDevice();
        var guest = (await server.EnterAsync(device)).User();
        var lin = await server.RegisterAsync("lin_1");
        await using (var socket = await server.ConnectAsync(guest, answersPings: false))
        {
            await server.ArmAsync(guest);
            await server.SendAsync(lin, guest, "one");
            Assert.Equal("one", await socket.NextChatAsync());
            await socket.SendPongAsync(await socket.NextPingAsync());
        }

        await server.SendAsync(lin, guest, "two");
        var user = (await server.RegisterAsync(device, "wu_1")).User();
        await server.SendAsync(lin, user, "three");
        Assert.Equal(guest.Id, user.Id);
        await using var next = await server.ConnectAsync(user);
        await next.NextAsync();
        await server.ArmAsync(user);

        // What the guest's socket had confirmed belongs to the same app and does not come again.
        Assert.Equal(["two", "three"], await next.NextChatsAsync(2));
    }

    [Fact]
    public async Task The_visitor_era_socket_of_an_app_stays_open_after_the_login()
    {
        await using var server = await ServerUnderTest.StartAsync();
        var device = VisitorCalls.NewDevice();
        var guest = (await server.EnterAsync(device)).User();
        var lin = await server.RegisterAsync("lin_1");
        await using var old = await server.ConnectAsync(guest);
        await old.NextAsync();
        var user = (await server.RegisterAsync(device, "wu_1")).User();
        await using var socket = await server.ConnectAsync(user);
        await socket.NextAsync();
        await server.ArmAsync(user);
        await server.SendAsync(lin, user, "hello");
        Assert.Equal("hello", await socket.NextChatAsync());
        Assert.True(old.IsOpen);
        Assert.False(old.HasChat);
    }

    [Fact]
    public async Task A_login_on_a_second_device_ends_the_first_s_token_and_no_guest_s()
    {
        await using var server = await ServerUnderTest.StartAsync();
        var (first, second) = (VisitorCalls.NewDevice(), VisitorCalls.NewDevice());
        var visit = (await server.EnterAsync(first)).User();
        var other = (await server.EnterAsync(second)).User();
        var here = (await server.RegisterAsync(first, "lin_1")).User();
        var there = (await server.LogInAsync(second, "lin_1")).User();
        Assert.Equal(here.Id, there.Id);

        (await server.CallAsync("/api/chat/chatGetmessageOffLine", "{}", here.Token)).IsRefusal(400, "Token 令牌不合法！");
        await using (var refused = await server.ConnectAsync(here))
        {
            Assert.Equal("Token 不合法", (await refused.NextAsync()).GetProperty("data").GetString());
        }

        foreach (var token in (string[])[there.Token, visit.Token, other.Token])
            (await server.CallAsync("/api/chat/chatGetmessageOffLine", "{}", token)).IsOk();
    }

    [Fact]
    public async Task A_logged_out_account_s_visitor_socket_sees_what_comes_and_takes_nothing_from_the_login()
    {
        var (server, clock) = await VisitorCalls.StartAsync();
        await using var owned = server;
        var (device, elsewhere) = (VisitorCalls.NewDevice(), VisitorCalls.NewDevice());
        await server.EnterAsync(device);
        await server.RegisterAsync(device, "wu_1");
        var lin = await server.RegisterAsync("lin_1");
        var login = (await server.LogInAsync(elsewhere, "wu_1")).User();
        await server.SendAsync(lin, login, "before");
        clock.Advance(TimeSpan.FromMinutes(1));

        var visitor = (await server.EnterAsync(device)).User();
        await using var silent = await server.ConnectAsync(visitor);
        await silent.NextAsync();
        await server.ArmAsync(visitor);
        await server.SendAsync(lin, login, "after");
        Assert.Equal("after", await silent.NextChatAsync());

        await using var socket = await server.ConnectAsync(login);
        await socket.NextAsync();
        await server.ArmAsync(login);
        Assert.Equal(["before", "after"], await socket.NextChatsAsync(2));
    }

    [Fact]
    public async Task A_visitor_era_socket_of_the_app_that_logs_in_falls_silent_so_nothing_comes_twice()
    {
        var (server, clock) = await VisitorCalls.StartAsync("--Chat:Session:ClaimAgainSeconds=1");
        await using var owned = server;
        var device = VisitorCalls.NewDevice();
        await server.EnterAsync(device);
        await server.RegisterAsync(device, "wu_1");
        var lin = await server.RegisterAsync("lin_1");
        clock.Advance(TimeSpan.FromMinutes(1));
        var visitor = (await server.EnterAsync(device)).User();
        await using var old = await server.ConnectAsync(visitor);
        await old.NextAsync();
        await server.ArmAsync(visitor);

        var login = (await server.LogInAsync(device, "wu_1")).User();
        await using var socket = await server.ConnectAsync(login);
        await socket.NextAsync();
        await server.ArmAsync(login);
        for (var i = 1; i <= 5; i++)
        {
            await server.SendAsync(lin, login, $"{i}");
            Assert.Equal($"{i}", await socket.NextChatAsync());
        }

        await server.ArmAsync(visitor);
        await server.SendAsync(lin, login, "last");
        Assert.Equal("last", await socket.NextChatAsync());
        await old.SendTextAsync("ping");
        Assert.Equal("pong", (await old.NextAsync()).GetProperty("type").GetString());
        Assert.False(old.HasChat);
        Assert.True(old.IsOpen);
    }

    [Fact]
    public async Task A_guest_s_token_survives_a_restart()
    {
        var data = Path.Combine(Path.GetTempPath(), "orleanschat-" + Guid.NewGuid().ToString("N"));
        try
        {
            TestUser guest;
            var device = VisitorCalls.NewDevice();
            await using (var server = await ServerUnderTest.StartAsync(data)) guest = (await server.EnterAsync(device)).User();
            await using (var server = await ServerUnderTest.StartAsync(data))
            {
                (await server.CallAsync("/api/chat/userset", """{"userset":"{}"}""", guest.Token)).IsOk();
                Assert.Equal(guest.Id, (await server.EnterAsync(device)).User().Id);
            }
        }
        finally
        {
            Directory.Delete(data, recursive: true);
        }
    }
}
