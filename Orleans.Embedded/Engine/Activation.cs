using Orleans.Runtime;
using Orleans.Storage;

namespace Orleans.Embedded;

// Threads: any may call TryAccept, Deactivate and Sweep; grain code runs in turns only.
// I1: states go Made, Activating, Valid, Deactivating, Ended and never back; Activating may go to Ended.
// I2: calls start in Valid only.  I3: the directory holds this activation until Ended, and its successor holds what waited here.
// Locks: Gate, under which the directory may be written and a successor, seen by nobody yet, may be filled; never the other way round.

/// <summary>One grain object with its mailbox, from the first call to its end.</summary>
internal sealed partial class Activation(EmbeddedEngine engine, GrainId id, GrainClass grainClass)
    : RequestQueue(engine, id, engine.Options.MaxRequestsPerActivation), IGrainContext
{
    private readonly TaskCompletionSource _ended = new(engine.Answering);
    private DeactivationReason? _reason;
    private CancellationToken _deactivationToken;
    private volatile ActivationState _state;
    private bool _isActivated;

    public Task Deactivated => _ended.Task;

    public bool HasEnded => _state == ActivationState.Ended;

    public bool HasBegun => _state != ActivationState.Made;

    public GrainClass Class => grainClass;

    protected override bool MayStartInGate => _state == ActivationState.Valid;

    public void Deactivate(DeactivationReason deactivationReason, CancellationToken cancellationToken = default)
    {
        bool schedule;
        lock (Gate)
        {
            if (_reason is not null || _state is ActivationState.Made or ActivationState.Ended) return;
            _reason = deactivationReason;
            _deactivationToken = cancellationToken;
            if (_state != ActivationState.Valid) return;
            _state = ActivationState.Deactivating;
            schedule = AfterEndInGate();
        }

        if (schedule) Engine.Schedule(this);
    }

    /// <summary>Ends this activation if nothing runs and nobody used it for so many sweeps.</summary>
    /// <returns>Whether it ends.</returns>
    public bool DeactivateIfIdle(long sweeps)
    {
        lock (Gate)
        {
            if (_state != ActivationState.Valid || !IsIdleInGate || Engine.SweepNumber - LastUse < sweeps) return false;
        }

        Deactivate(new(DeactivationReasonCode.ActivationIdle, "Nobody called for the collection age."));
        return true;
    }

    /// <summary>A stale memory must not serve another call; only the activation that met the conflict is ended, not its callers.</summary>
    public override void OnFault(Request request, Exception exception)
    {
        if (exception is not InconsistentStateException { IsSourceActivation: true } inconsistent) return;
        inconsistent.IsSourceActivation = false;
        Deactivate(new(DeactivationReasonCode.ApplicationError, exception, "A stored state had another version."));
    }

    public override Exception Gone() => new SiloUnavailableException($"{GrainId} has ended.");

    /// <summary>Begins with what waited at the activation before this one.</summary>
    /// <returns>Whether this must be scheduled.</returns>
    public bool BeginWith(IEnumerable<Request> waiting)
    {
        lock (Gate)
        {
            PutWaitingInGate(waiting);
            return BeginInGate();
        }
    }

    /// <summary>Ends at once, as if the process had died: no turn runs any more, and what runs or waits has an unknown outcome.</summary>
    public void Abandon(Exception exception)
    {
        List<Request> lost;
        lock (Gate)
        {
            if (_state == ActivationState.Ended) return;
            _state = ActivationState.Ended;
            AbandonInGate();
            lost = [.. TakeRunningInGate(), .. TakeWaitingInGate()];
            Engine.Activations.Remove(this);
        }

        DisposeTimers();
        EmbeddedEngine.FailAll(lost, exception);
        _ended.TrySetResult();
    }

    protected override bool AdmitInGate(ref Exception? refusal, ref bool schedule)
    {
        if (_state == ActivationState.Ended) return false;
        if (_state != ActivationState.Made) return true;
        if (Engine.MayActivate) schedule = BeginInGate();
        else refusal = new SiloUnavailableException($"The engine stops; {GrainId} is not activated any more.");
        return true;
    }

    protected override void AfterTurn()
    {
        if (Engine.Strict is { EndsActivation: true }) Abandon(new SiloUnavailableException($"Strict mode: {GrainId} died."));
    }

    protected override bool AfterEndInGate()
    {
        if (_state == ActivationState.Activating && _isActivated)
        {
            _state = _reason is null ? ActivationState.Valid : ActivationState.Deactivating;
            if (_reason is null) return StartWaitingInGate();
        }

        if (_state != ActivationState.Deactivating || RunningInGate > 0) return false;
        return StartLocalInGate(new LifecycleRequest(this, nameof(Grain.OnDeactivateAsync), EndAsync) { Target = this });
    }

    private bool BeginInGate()
    {
        _state = ActivationState.Activating;
        return StartLocalInGate(new LifecycleRequest(this, nameof(Grain.OnActivateAsync), BeginAsync) { Target = this });
    }
}
