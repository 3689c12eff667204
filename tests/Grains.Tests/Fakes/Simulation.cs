using OrleansChat.Tests.Testing;

namespace OrleansChat.Tests;

/// <summary>Runs a test on one thread under a seed: which ready task is next, and when time passes, is decided here and nowhere else.</summary>
internal sealed class Simulation
{
    private Simulation(int seed) => Scheduler = new SeededScheduler(seed, Clock);

    public ManualTimeProvider Clock { get; } = new();

    public SeededScheduler Scheduler { get; }

    public long Now => Clock.GetUtcNow().ToUnixTimeMilliseconds();

    /// <summary>Runs the same test under many seeds; a failure names its seed.</summary>
    public static void RunAll(Func<Simulation, Task> test, int seeds = 50)
    {
        for (var seed = 1; seed <= seeds; seed++) Run(seed, test);
    }

    public static void Run(int seed, Func<Simulation, Task> test)
    {
        var simulation = new Simulation(seed);
        try
        {
            simulation.Scheduler.Run(() => test(simulation));
        }
        catch (Exception exception)
        {
            throw new InvalidOperationException($"Seed {seed}: {exception.Message}", exception);
        }
    }

    /// <summary>Lets the simulated time pass.</summary>
    public Task PassAsync(TimeSpan time) => Task.Delay(time, Clock); // manual time

    /// <summary>Lets everything that is ready run, and as much simulated time pass as it takes.</summary>
    public async Task UntilAsync(Func<bool> condition, string what)
    {
        for (var milliseconds = 0; !condition(); milliseconds++)
        {
            if (milliseconds > 120_000) throw new TimeoutException($"Not within two simulated minutes: {what}");
            await Task.Delay(TimeSpan.FromMilliseconds(1), Clock); // manual time
        }
    }

    /// <summary>Lets everything that is ready run; at most a millisecond of simulated time passes.</summary>
    public Task SettleAsync() => Task.Delay(TimeSpan.FromMilliseconds(1), Clock); // manual time
}
