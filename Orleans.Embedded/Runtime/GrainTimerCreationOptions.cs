using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;

namespace Orleans.Runtime;

/// <summary>How a grain timer behaves.</summary>
[StructLayout(LayoutKind.Auto)]
public readonly struct GrainTimerCreationOptions
{
    /// <summary>Makes options; due time and period are set by the initializer.</summary>
    public GrainTimerCreationOptions()
    {
    }

    /// <summary>Makes options with a due time and a period.</summary>
    /// <param name="dueTime">Time to the first tick.</param>
    /// <param name="period">Time from the end of a tick to the next.</param>
    [SetsRequiredMembers]
    public GrainTimerCreationOptions(TimeSpan dueTime, TimeSpan period)
    {
        DueTime = dueTime;
        Period = period;
    }

    /// <summary>Time to the first tick; <see cref="Timeout.InfiniteTimeSpan"/> leaves the timer stopped.</summary>
    public required TimeSpan DueTime { get; init; }

    /// <summary>Time from the end of a tick to the next; <see cref="Timeout.InfiniteTimeSpan"/> for one tick only.</summary>
    public required TimeSpan Period { get; init; }

    /// <summary>Whether a tick runs between the turns of a running request. Default: false, ticks queue like requests.</summary>
    public bool Interleave { get; init; }

    /// <summary>Whether ticks keep the activation from being collected as idle. Default: false.</summary>
    public bool KeepAlive { get; init; }
}
