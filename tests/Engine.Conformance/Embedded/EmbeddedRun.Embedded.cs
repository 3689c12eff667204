using Microsoft.Extensions.DependencyInjection;
using Orleans;
using Orleans.Embedded;
using Orleans.Storage;
using OrleansChat.Tests.Testing;

namespace OrleansChat.Tests.Engine;

/// <summary>One run of the embedded engine under a seed: every turn and every timer on this thread.</summary>
internal sealed class EmbeddedRun
{
    private readonly SeededScheduler _scheduler;

    private EmbeddedRun(int seed)
    {
        Clock = new();
        _scheduler = new(seed, Clock);
    }

    public ManualTimeProvider Clock { get; }

    public Probe Probe { get; } = new();

    public List<string> Trace { get; } = [];

    public int Steps => _scheduler.Steps;

    /// <summary>Runs the work against a new engine and gives back what it noted.</summary>
    public static EmbeddedRun Of(int seed, StrictOptions? strict, Func<EmbeddedRun, IGrainFactory, Task> work, Action<EmbeddedOrleansOptions>? configure = null)
    {
        var run = new EmbeddedRun(seed);
        run._scheduler.Run(async () =>
        {
            await using var services = new ServiceCollection()
                .AddSingleton(run)
                .AddSingleton(run.Probe)
                .AddKeyedSingleton<IGrainStorage>("memory", new MemoryStorage())
                .BuildServiceProvider();
            var options = new EmbeddedOrleansOptions { Scheduler = run._scheduler, TimeProvider = run.Clock, Strict = strict, GrainAssemblies = { typeof(EmbeddedRun).Assembly } };
            configure?.Invoke(options);
            await using var engine = new EmbeddedEngine(options, services);
            await work(run, engine.GrainFactory);
        });
        return run;
    }

    public void Note(string entry) => Trace.Add($"{Clock.GetUtcNow():HH:mm:ss.fff} {entry}");
}
