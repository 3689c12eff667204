using System.Reflection;

namespace Orleans.Embedded;

/// <summary>How the embedded engine behaves.</summary>
public sealed class EmbeddedOrleansOptions
{
    /// <summary>The assemblies whose grain classes are served. Each grain interface has exactly one implementing class in them.</summary>
    public IList<Assembly> GrainAssemblies { get; } = [];

    /// <summary>How long a caller waits for an answer before it gets a <see cref="TimeoutException"/>; the call itself may go on. Default: 30 s. Precise to an eighth of it.</summary>
    public TimeSpan ResponseTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>How long <c>OnActivateAsync</c> and <c>OnDeactivateAsync</c> may take. Default: 30 s.</summary>
    public TimeSpan ActivationTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>An activation that nobody called for this long ends. Default: 15 min.</summary>
    public TimeSpan CollectionAge { get; set; } = TimeSpan.FromMinutes(15);

    /// <summary>Requests that one activation may have running and waiting; the next call fails with LimitExceededException and is not executed. Default: 10,000.</summary>
    public int MaxRequestsPerActivation { get; set; } = 10_000;

    /// <summary>Calls that may wait for one observer; the next call is dropped (one-way) or fails with LimitExceededException. Default: 10,000.</summary>
    public int MaxRequestsPerObserver { get; set; } = 10_000;

    /// <summary>How long a graceful stop waits for activations to end. Default: 20 s.</summary>
    public TimeSpan StopTimeout { get; set; } = TimeSpan.FromSeconds(20);

    /// <summary>Runs every turn, one task per turn. Null (default): the thread pool.</summary>
    public TaskScheduler? Scheduler { get; set; }

    /// <summary>The clock of timeouts, timers and idle collection. Null (default): the one registered as a service, else the system's.</summary>
    public TimeProvider? TimeProvider { get; set; }

    /// <summary>Checks and faults for tests. Null (default): none, arguments are handed over as they are.</summary>
    public StrictOptions? Strict { get; set; }
}
