using Orleans;
using Orleans.Runtime;

namespace OrleansChat.Tests.Engine;

/// <summary>Notes what it does into the trace of its run.</summary>
internal sealed class TraceGrain(EmbeddedRun run) : Grain, ITraceGrain
{
    private IGrainTimer? _timer;
    private int _ticks;
    private int _sum;

    private long Key => this.GetPrimaryKeyLong();

    public Task WorkAsync(int caller, int steps) => StepAsync("work", caller, steps);

    public Task InterleaveAsync(int caller, int steps) => StepAsync("interleave", caller, steps);

    public Task WorkOneWayAsync(int caller) => StepAsync("one-way", caller, 1);

    public Task<int> AddAsync(int value) => Task.FromResult(_sum += value);

    public Task StartTimerAsync()
    {
        _timer = this.RegisterGrainTimer(
            () =>
            {
                run.Note($"{Key} tick {++_ticks}");
                if (_ticks == 3) _timer!.Dispose();
                return Task.CompletedTask;
            },
            TimeSpan.FromSeconds(1),
            TimeSpan.FromSeconds(1));
        return Task.CompletedTask;
    }

    private async Task StepAsync(string what, int caller, int steps)
    {
        for (var step = 0; step < steps; step++)
        {
            run.Note($"{Key} {what} {caller}.{step}");
            await Task.Yield();
            await Task.Delay(TimeSpan.FromMilliseconds(step), run.Clock);
        }
    }
}
