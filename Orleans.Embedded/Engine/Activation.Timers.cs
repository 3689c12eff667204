using Orleans.Runtime;

namespace Orleans.Embedded;

/// <summary>Timers of one activation; touched in its turns only.</summary>
internal sealed partial class Activation
{
    private HashSet<GrainTimer>? _timers;

    public IGrainTimer RegisterTimer(Func<CancellationToken, Task> callback, GrainTimerCreationOptions options)
    {
        if (!ReferenceEquals(Current, this)) throw new InvalidOperationException($"A timer of {GrainId} can be registered in a turn of {GrainId} only.");
        var timer = new GrainTimer(this, callback, options);
        (_timers ??= []).Add(timer);
        timer.Change(options.DueTime, options.Period);
        return timer;
    }

    public void Forget(GrainTimer timer) => _timers?.Remove(timer);

    private void DisposeTimers()
    {
        var timers = _timers;
        _timers = null;
        if (timers is null) return;
        foreach (var timer in timers) timer.Dispose();
    }
}
