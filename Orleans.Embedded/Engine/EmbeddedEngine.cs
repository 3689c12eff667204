using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Orleans.Runtime;

namespace Orleans.Embedded;

// Threads: any.
// I1: with an injected scheduler every turn is one task on it, and nothing is queued to the thread pool.
// I2: after StopAsync every call fails with SiloUnavailableException.

/// <summary>The Orleans programming model in one process: activations, turns, observers, timeouts and idle collection.</summary>
public sealed partial class EmbeddedEngine : IAsyncDisposable
{
    private readonly ILogger _logger;
    private readonly Sweeper _sweeper;
    private readonly TaskScheduler? _scheduler;
    private readonly long _sweepsPerTimeout;
    private volatile bool _stopping;
    private volatile bool _stopped;

    /// <summary>Makes and starts an engine.</summary>
    /// <param name="options">How it behaves; read once, here.</param>
    /// <param name="services">Where grain constructors take their services from.</param>
    public EmbeddedEngine(EmbeddedOrleansOptions options, IServiceProvider services)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(services);
        Options = options;
        Services = services;
        TimeProvider = options.TimeProvider ?? services.GetService<TimeProvider>() ?? TimeProvider.System;
        _scheduler = options.Scheduler;
        _logger = services.GetService<ILoggerFactory>()?.CreateLogger<EmbeddedEngine>() ?? NullLogger<EmbeddedEngine>.Instance;
        Strict = options.Strict is null ? null : new(options.Strict);
        Activations = new(this);
        _sweeper = new(this);
        _sweepsPerTimeout = _sweeper.SweepsIn(options.ResponseTimeout);
        References = new(this, options.GrainAssemblies);
        _sweeper.Start();
    }

    /// <summary>Makes references.</summary>
    public IGrainFactory GrainFactory => References;

    internal EmbeddedOrleansOptions Options { get; }

    internal IServiceProvider Services { get; }

    internal TimeProvider TimeProvider { get; }

    internal StrictMode? Strict { get; }

    /// <summary>A caller's continuation must not run inside the turn that answers. An injected scheduler sees to that itself,
    /// and there "asynchronously" would mean the thread pool for some continuations (<see cref="Task.WhenAll(Task[])"/>).</summary>
    internal TaskCreationOptions Answering => _scheduler is null ? TaskCreationOptions.RunContinuationsAsynchronously : TaskCreationOptions.None;

    internal GrainReferences References { get; }

    internal ActivationDirectory Activations { get; }

    internal ConcurrentDictionary<GrainId, ObserverTarget> Observers { get; } = new();

    internal bool MayActivate => !_stopping;

    internal long SweepNumber => _sweeper.Number;

    internal void Send(CallRequest request, GrainReference reference)
    {
        if (!request.TryLinkCancellation()) return;
        if (!request.Method.IsOneWay)
        {
            request.Caller = Request.Current;
            if (_sweepsPerTimeout < long.MaxValue) request.Deadline = SweepNumber + _sweepsPerTimeout;
        }

        var refusal = Strict is null ? Deliver(request, reference) : DeliverStrictly(Strict, request, reference);
        if (refusal is null) return;
        if (request.Method.IsOneWay) LogOneWayFailed(refusal, $"{reference.GrainId}.{request.Method.Name}");
        else request.Fail(refusal);
    }

    internal void Schedule(Mailbox mailbox)
    {
        if (_scheduler is null)
        {
            ThreadPool.UnsafeQueueUserWorkItem(mailbox, preferLocal: false);
            return;
        }

        // The sender's context is not part of a turn.
        using (ExecutionContext.IsFlowSuppressed() ? default : ExecutionContext.SuppressFlow())
        {
            new Task(static turns => ((Mailbox)turns!).RunOneTurn(), mailbox).Start(_scheduler);
        }
    }

    internal TimeoutException TimedOut(Request request) =>
        new($"Response did not arrive on time in {Options.ResponseTimeout} for {request.Name}. The call may have been executed, or may be yet.");

    private Exception? Deliver(CallRequest request, GrainReference reference)
    {
        while (!_stopped)
        {
            var target = reference.FindTarget();
            if (request.Caller is not null && CallCycle.Find(request, target) is { } cycle) return cycle;
            if (target.TryAccept(request, out var refusal)) return refusal;
        }

        return new SiloUnavailableException("The engine has stopped.");
    }

    private Exception? DeliverStrictly(StrictMode strict, CallRequest request, GrainReference reference)
    {
        try
        {
            request.CopyArguments(strict, reference.GrainId);
        }
        catch (Exception exception)
        {
            return exception;
        }

        if (strict.Rejects) return new OrleansMessageRejectionException($"Strict mode: {reference.GrainId}.{request.Method.Name} was not executed.");
        var refusal = Deliver(request, reference);
        if (refusal is null && !request.Method.IsOneWay && strict.TimesOut) request.Fail(TimedOut(request));
        return refusal;
    }
}
