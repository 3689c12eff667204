namespace Orleans.Embedded;

/// <summary>What makes the engine harder to live with than production, for tests. Copying is always on; faults are off until given a probability from 0 to 1.</summary>
public sealed class StrictOptions
{
    /// <summary>Seed of the faults: with an injected scheduler the same seed gives the same run.</summary>
    public int Seed { get; set; }

    /// <summary>How often the next waiting request is not the oldest one: no engine promises the order of calls that do not wait for each other.</summary>
    public double Reorder { get; set; }

    /// <summary>How often a call is turned away before it is executed (<c>OrleansMessageRejectionException</c>); calls to observers and one-way calls vanish.</summary>
    public double Reject { get; set; }

    /// <summary>How often the caller gets a <see cref="TimeoutException"/> at once while the call goes on; its outcome is unknown.</summary>
    public double TimeOut { get; set; }

    /// <summary>How often the call is executed and its answer lost: the caller gets a <see cref="TimeoutException"/>.</summary>
    public double LoseAnswer { get; set; }

    /// <summary>How often an activation dies after a turn, without <c>OnDeactivateAsync</c>; its calls fail with <c>SiloUnavailableException</c>, outcome unknown.</summary>
    public double EndActivation { get; set; }
}
