namespace OrleansChat.Tests.EndToEnd;

/// <summary>Several sockets of one app (design.md 3.8, contract.md 7.6).</summary>
public sealed class SeveralSocketsTests
{
    [Fact]
    public async Task The_newest_socket_of_an_app_is_fed_and_the_older_one_stays_open_and_silent()
    {
        await using var server = await ServerUnderTest.StartAsync();
        var (lin, wu) = (await server.RegisterAsync("lin_1"), await server.RegisterAsync("wu_1"));
        await using var older = await server.ConnectAsync(wu);
        await server.SendAsync(lin, wu, "one");
        Assert.Equal("one", await older.NextChatAsync());

        await using var newer = await server.ConnectAsync(wu);
        await newer.NextAsync();
        await server.ArmAsync(wu);
        await server.NewestIsFedAsync(wu, sockets: 2);
        await server.SendAsync(lin, wu, "two");
        Assert.Equal("two", await newer.NextChatAsync());
        await older.SendTextAsync("ping");
        Assert.Equal("pong", (await older.NextAsync()).GetProperty("type").GetString());
        Assert.False(older.HasChat);
        Assert.True(older.IsOpen);
    }

    [Fact]
    public async Task A_successor_starts_after_the_last_receipt_of_the_one_before_so_nothing_comes_twice()
    {
        await using var server = await ServerUnderTest.StartAsync();
        var (lin, wu) = (await server.RegisterAsync("lin_1"), await server.RegisterAsync("wu_1"));
        await using var older = await server.ConnectAsync(wu, answersPings: false);
        await server.SendAsync(lin, wu, "one");
        Assert.Equal("one", await older.NextChatAsync());
        var ping = await older.NextPingAsync();

        await using var newer = await server.ConnectAsync(wu);
        await newer.NextAsync();
        await server.ArmAsync(wu);
        await server.SendAsync(lin, wu, "two");
        await older.SendPongAsync(ping);
        Assert.Equal("two", await newer.NextChatAsync());
        Assert.False(newer.HasChat);
        Assert.False(older.HasChat);
    }

    [Fact]
    public async Task A_dead_socket_holds_its_successor_up_for_a_few_seconds_at_most_and_is_ended()
    {
        await using var server = await ServerUnderTest.StartAsync(options: "--Chat:Inbox:ReleaseMillisecondsMax=300");
        var (lin, wu) = (await server.RegisterAsync("lin_1"), await server.RegisterAsync("wu_1"));
        await using var dead = await server.ConnectAsync(wu, answersPings: false);
        await server.SendAsync(lin, wu, "one");
        Assert.Equal("one", await dead.NextChatAsync());

        await using var newer = await server.ConnectAsync(wu);
        await server.ArmAsync(wu);
        Assert.Equal("one", await newer.NextChatAsync());
        Assert.Equal(1006, await dead.Closed);
    }

    [Fact]
    public async Task When_the_newest_socket_ends_the_one_before_is_fed_again()
    {
        await using var server = await ServerUnderTest.StartAsync();
        var (lin, wu) = (await server.RegisterAsync("lin_1"), await server.RegisterAsync("wu_1"));
        await using var older = await server.ConnectAsync(wu);
        await older.NextAsync();
        await using (var newer = await server.ConnectAsync(wu, answersPings: false))
        {
            await newer.NextAsync();
            await server.ArmAsync(wu);
            await server.NewestIsFedAsync(wu, sockets: 2);
            await server.SendAsync(lin, wu, "one");
            Assert.Equal("one", await newer.NextChatAsync());

            // Without a receipt it would rightly come again; the answer to a ping behind the receipt shows that the server has seen it.
            await newer.SendPongAsync(await newer.NextPingAsync());
            await newer.SendTextAsync("ping");
            Assert.Equal("pong", (await newer.NextAsync()).GetProperty("type").GetString());
        }

        await server.SendAsync(lin, wu, "two");
        Assert.Equal("two", await older.NextChatAsync());
    }

    [Fact]
    public async Task An_old_socket_that_closes_late_does_not_unregister_its_successor()
    {
        await using var server = await ServerUnderTest.StartAsync();
        var (lin, wu) = (await server.RegisterAsync("lin_1"), await server.RegisterAsync("wu_1"));
        var older = await server.ConnectAsync(wu);
        await older.NextAsync();
        await using var newer = await server.ConnectAsync(wu);
        await newer.NextAsync();
        await server.ArmAsync(wu);
        await server.NewestIsFedAsync(wu, sockets: 2);
        await server.SendAsync(lin, wu, "one");
        Assert.Equal("one", await newer.NextChatAsync());

        await older.DisposeAsync();
        for (var i = 2; i <= 20; i++)
        {
            await server.SendAsync(lin, wu, $"{i}");
            Assert.Equal($"{i}", await newer.NextChatAsync(TimeSpan.FromSeconds(3)));
        }
    }

    [Fact]
    public async Task Two_askings_at_once_deliver_the_backlog_once()
    {
        await using var server = await ServerUnderTest.StartAsync(options: "--Chat:Session:ArmMilliseconds=60000");
        var (lin, wu) = (await server.RegisterAsync("lin_1"), await server.RegisterAsync("wu_1"));
        for (var i = 1; i <= 30; i++) await server.SendAsync(lin, wu, $"{i}");
        await using var a = await server.ConnectAsync(wu);
        await server.KnownAsync(wu, sockets: 1);
        await using var b = await server.ConnectAsync(wu);
        await server.KnownAsync(wu, sockets: 2);
        await Task.WhenAll(server.ArmAsync(wu), server.ArmAsync(wu), server.ArmAsync(wu));

        // Whoever was fed first may have handed over; together they saw each message once, and the newest saw the last.
        await server.SendAsync(lin, wu, "last");
        var seenByB = new List<string>();
        do seenByB.Add(await b.NextChatAsync()); while (seenByB[^1] != "last");
        var seenByA = new List<string>();
        while (a.HasChat) seenByA.Add(await a.NextChatAsync());
        Assert.Equal([.. Enumerable.Range(1, 30).Select(i => $"{i}"), "last"], [.. seenByA, .. seenByB]);
    }
}
