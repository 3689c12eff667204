using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Runtime;

namespace Orleans.Embedded;

/// <summary>Beginning and end: what runs before the first call and after the last.</summary>
internal sealed partial class Activation
{
    private List<IStoredState>? _states;
    private AsyncServiceScope _scope;
    private Grain? _instance;

    public object? GrainInstance => _instance;

    public override object? Instance => _instance;

    public IServiceProvider ActivationServices => _scope.ServiceProvider;

    public T AddState<T>(T state) where T : IStoredState
    {
        (_states ??= []).Add(state);
        return state;
    }

    private async Task BeginAsync()
    {
        try
        {
            _scope = Engine.Services.CreateAsyncScope();
            _instance = Class.Make(this);
            await ReadStatesAndActivateAsync(_instance);
            _isActivated = true;
        }
        catch (Exception exception)
        {
            Engine.LogActivationFailed(exception, GrainId);
            DisposeTimers();
            await DisposeInstanceAsync();
            FailWaiting(exception);
        }
    }

    private async Task ReadStatesAndActivateAsync(Grain instance)
    {
        if (_states is null && !Class.OverridesOnActivate) return;
        using var timeout = new CancellationTokenSource(Engine.Options.ActivationTimeout, Engine.TimeProvider);
        if (_states is not null)
        {
            foreach (var state in _states) await state.ReadFirstAsync(timeout.Token).WaitAsync(timeout.Token);
        }

        if (Class.OverridesOnActivate) await instance.OnActivateAsync(timeout.Token).WaitAsync(timeout.Token);
    }

    private async Task EndAsync()
    {
        DisposeTimers();
        if (Class.OverridesOnDeactivate)
        {
            using var timeout = new CancellationTokenSource(Engine.Options.ActivationTimeout, Engine.TimeProvider);
            using var given = _deactivationToken.UnsafeRegister(static source => ((CancellationTokenSource)source!).Cancel(), timeout);
            try
            {
                await _instance!.OnDeactivateAsync(_reason!.Value, timeout.Token).WaitAsync(timeout.Token);
            }
            catch (Exception exception)
            {
                Engine.LogDeactivationFailed(exception, GrainId);
            }
        }

        await DisposeInstanceAsync();
        HandOver();
    }

    private async Task DisposeInstanceAsync()
    {
        try
        {
            if (_instance is IAsyncDisposable asynchronous) await asynchronous.DisposeAsync();
            else if (_instance is IDisposable disposable) disposable.Dispose();
            await _scope.DisposeAsync();
        }
        catch (Exception exception)
        {
            Engine.LogDeactivationFailed(exception, GrainId);
        }
    }

    /// <summary>Ends, and gives what waits to a successor in the same step, so that no later call overtakes it.</summary>
    private void HandOver()
    {
        Activation? successor = null;
        var schedule = false;
        List<Request> waiting;
        lock (Gate)
        {
            Debug.Assert(_state is ActivationState.Deactivating or ActivationState.Ended, $"{GrainId} hands over while {_state}.");
            _state = ActivationState.Ended;
            waiting = TakeWaitingInGate();
            waiting.RemoveAll(static request => request.IsLocal || request.IsAnswered);
            if (waiting.Count > 0 && Engine.MayActivate)
            {
                successor = new(Engine, GrainId, Class);
                schedule = successor.BeginWith(waiting);
                Engine.Activations.Replace(this, successor);
            }
            else
            {
                Engine.Activations.Remove(this);
            }
        }

        if (schedule) Engine.Schedule(successor!);
        if (successor is null) EmbeddedEngine.FailAll(waiting, Gone());
        _ended.TrySetResult();
    }

    private void FailWaiting(Exception exception)
    {
        List<Request> waiting;
        lock (Gate)
        {
            _state = ActivationState.Ended;
            waiting = TakeWaitingInGate();
            Engine.Activations.Remove(this);
        }

        EmbeddedEngine.FailAll(waiting, exception);
        _ended.TrySetResult();
    }
}
