namespace OrleansChat.Tests.Inbox;

/// <summary>Many sockets of one app that come, go, are told and are cut in every order a seed can think of.</summary>
public sealed class FeedModelTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(0.3)]
    public void At_most_one_socket_is_fed_and_the_app_gets_every_message_in_order_and_once(double lossOfOneWay)
    {
        for (var seed = 1; seed <= 150; seed++) RunSeed(seed, lossOfOneWay, saysReleasedAndGoesOn: false);
    }

    [Fact]
    public void The_model_catches_a_socket_that_says_it_let_go_and_writes_on() => Assert.ThrowsAny<Exception>(() =>
    {
        for (var seed = 1; seed <= 20; seed++) RunSeed(seed, lossOfOneWay: 0, saysReleasedAndGoesOn: true);
    });

    private static void RunSeed(int seed, double lossOfOneWay, bool saysReleasedAndGoesOn) => Simulation.Run(seed, async simulation =>
    {
        var random = new Random(seed);
        var bench = new InboxBench(simulation);
        var frontend = new ModelFrontend(simulation, bench, random, lossOfOneWay, saysReleasedAndGoesOn);
        for (var step = 0; step < 40; step++)
        {
            await StepAsync(bench, frontend, random);
            await frontend.DelayAsync();
            Assert.Empty(frontend.Faults);
        }

        // Whatever was lost: the newest socket that is left asks again, as a session does every few seconds.
        var last = await frontend.ConnectAsync();
        await simulation.PassAsync(TimeSpan.FromSeconds(20));
        _ = last.ClaimAsync();
        await simulation.UntilAsync(() => frontend.HasAll(bench.Writer.Head), "the app has everything");
        Assert.Empty(frontend.Faults);
        foreach (var session in frontend.Sessions) await session.CloseAsync();
        Assert.Equal(bench.Writer.Head, bench.Cursors.Find(InboxBench.User, "phone"));
    });

    private static async Task StepAsync(InboxBench bench, ModelFrontend frontend, Random random)
    {
        var open = frontend.Sessions.Where(session => session.State != ModelState.Closed).ToList();
        var chosen = open.Count == 0 ? null : open[random.Next(open.Count)];
        switch (random.Next(8))
        {
            case 0 or 1:
                _ = (await frontend.ConnectAsync()).ClaimAsync();
                break;
            case 2 or 3 when chosen is not null:
                _ = chosen.ClaimAsync();
                break;
            case 4 when chosen is not null && random.Next(2) == 0:
                _ = chosen.CloseAsync();
                break;
            default:
                await bench.FillAsync(random.Next(1, 4));
                break;
        }
    }
}
