using OrleansChat.Load.Checking;
using OrleansChat.Load.Runs;
using OrleansChat.Tests.Fakes;

namespace OrleansChat.Tests.Runs;

/// <summary>One kill run for each flaw, all at the same time: they mostly wait.</summary>
public sealed class KillRunFixture : IAsyncLifetime
{
    private readonly Dictionary<FakeFlaw, KillRunResult> _results = [];

    internal static KillRunOptions Options => new()
    {
        Messages = 2_000,
        Pairs = 10,
        Rate = 250,
        KillAfterMin = TimeSpan.FromSeconds(1),
        KillAfterMax = TimeSpan.FromSeconds(2),
        KillsMin = 2,
        CalmMin = TimeSpan.FromSeconds(5),
        Seed = 5,
        Timeout = TimeSpan.FromMinutes(2),
        // The fake server delivers in milliseconds; a short bound keeps the calm part short.
        Allowances = new Allowances { DeliveryBound = TimeSpan.FromSeconds(1), DeliverySlack = TimeSpan.FromSeconds(2) },
    };

    public async ValueTask InitializeAsync()
    {
        var flaws = Enum.GetValues<FakeFlaw>();
        var results = await Task.WhenAll(flaws.Select(RunAsync));
        foreach (var (flaw, result) in flaws.Zip(results))
            _results.Add(flaw, result);
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    internal KillRunResult Of(FakeFlaw flaw) => _results[flaw];

    private static async Task<KillRunResult> RunAsync(FakeFlaw flaw)
    {
        await using var server = new FakeServer(flaw);
        return await new KillRun(server, Options, _ => { }).RunAsync(TestContext.Current.CancellationToken);
    }
}
