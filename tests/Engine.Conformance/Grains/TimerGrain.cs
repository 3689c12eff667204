using Orleans;
using Orleans.Runtime;

namespace OrleansChat.Tests.Engine;

public sealed class TimerGrain(Probe probe) : Grain, ITimerGrain
{
    private static readonly AsyncLocal<string?> s_ambient = new();
    private IGrainTimer? _timer;
    private int _inTick;

    public Task StartAsync(string log, TimeSpan due, TimeSpan period, bool interleave, string? entered, string? release)
    {
        _timer = this.RegisterGrainTimer(
            async cancellationToken =>
            {
                probe.Note(log, ++_inTick > 1 ? "overlap" : "tick");
                if (entered is not null) probe.Open(entered);
                if (release is not null) await probe.WaitAsync(release);
                await Task.Yield();
                _inTick--;
            },
            new GrainTimerCreationOptions(due, period) { Interleave = interleave });
        return Task.CompletedTask;
    }

    public Task StartFailingAsync(string log, TimeSpan period)
    {
        _timer = this.RegisterGrainTimer(
            () =>
            {
                probe.Note(log, "tick");
                throw new InvalidOperationException("a bad tick");
            },
            TimeSpan.Zero,
            period);
        return Task.CompletedTask;
    }

    public Task ChangeAsync(TimeSpan due, TimeSpan period)
    {
        _timer!.Change(due, period);
        return Task.CompletedTask;
    }

    public Task StopAsync()
    {
        _timer!.Dispose();
        return Task.CompletedTask;
    }

    public async Task HoldAsync(string entered, string release)
    {
        probe.Open(entered);
        await probe.WaitAsync(release);
    }

    public Task<bool> IsInTickAsync() => Task.FromResult(_inTick > 0);

    public Task<bool> PeekInTickAsync() => Task.FromResult(_inTick > 0);

    public Task EndAsync()
    {
        DeactivateOnIdle();
        return Task.CompletedTask;
    }

    public Task StartReadingAmbientAsync(string log)
    {
        s_ambient.Value = "the request's";
        _timer = this.RegisterGrainTimer(
            () =>
            {
                probe.Note(log, s_ambient.Value ?? "nothing");
                return Task.CompletedTask;
            },
            TimeSpan.Zero,
            Timeout.InfiniteTimeSpan);
        return Task.CompletedTask;
    }
}
