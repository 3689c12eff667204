using System.Reflection;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Runtime;
using Orleans.Storage;

namespace Orleans.Embedded;

/// <summary>Ending activations: one, the idle ones, all.</summary>
public sealed partial class EmbeddedEngine
{
    /// <summary>Ends the activation of a grain, if there is one, and waits until it has ended.</summary>
    /// <param name="grain">A reference to the grain.</param>
    public async Task DeactivateAsync(IAddressable grain)
    {
        if (Activations.Find(grain.GetGrainId()) is not { } activation) return;
        activation.Deactivate(new(DeactivationReasonCode.ApplicationRequested, $"{nameof(DeactivateAsync)} was called."));
        await activation.Deactivated;
    }

    /// <summary>Ends the activations that nobody called for the given time, and waits until they have ended.</summary>
    /// <param name="idleFor">How long nobody called; zero ends all that are idle now.</param>
    public async Task CollectAsync(TimeSpan idleFor)
    {
        var sweeps = idleFor <= TimeSpan.Zero ? 0 : _sweeper.SweepsIn(idleFor);
        var ending = Activations.Snapshot().Where(activation => activation.DeactivateIfIdle(sweeps)).ToList();
        foreach (var activation in ending) await activation.Deactivated;
    }

    /// <summary>Ends all activations in good order, within <see cref="EmbeddedOrleansOptions.StopTimeout"/>; afterwards every call fails.</summary>
    /// <param name="cancellationToken">Gives up waiting.</param>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        if (_stopping) return;
        _stopping = true;
        using var timeout = new CancellationTokenSource(Options.StopTimeout, TimeProvider);
        using var given = cancellationToken.UnsafeRegister(static source => ((CancellationTokenSource)source!).Cancel(), timeout);
        var ending = Activations.Snapshot();
        foreach (var activation in ending) activation.Deactivate(new(DeactivationReasonCode.ShuttingDown, "The process stops."), timeout.Token);
        try
        {
            foreach (var activation in ending.Where(static activation => activation.HasBegun)) await activation.Deactivated.WaitAsync(timeout.Token);
        }
        catch (OperationCanceledException)
        {
            LogStoppedLate(Activations.Snapshot().Count(static activation => !activation.HasEnded));
        }

        _stopped = true;
        _sweeper.Dispose();
        foreach (var activation in Activations.Snapshot()) activation.Abandon(new SiloUnavailableException("The engine has stopped."));
        Strict?.CheckAll();
    }

    /// <summary>Stops the engine if nobody did.</summary>
    public async ValueTask DisposeAsync() => await StopAsync(CancellationToken.None);

    /// <summary>A store that is missing must stop the start, not the first call.</summary>
    internal void CheckServices()
    {
        if (Services.GetService<IServiceProviderIsKeyedService>() is not { } known) return;
        foreach (var grainClass in References.Classes)
        {
            foreach (var state in grainClass.Parameters.Select(static parameter => parameter.GetCustomAttribute<PersistentStateAttribute>()).OfType<PersistentStateAttribute>())
            {
                var name = state.StorageName ?? ConstructorArgument.DefaultStore;
                if (!known.IsKeyedService(typeof(IGrainStorage), name)) throw new OrleansException($"{grainClass.Type.Name} wants the grain storage \"{name}\", which is not registered.");
            }
        }
    }

    internal static void FailAll(List<Request> requests, Exception exception)
    {
        foreach (var request in requests) request.Fail(exception);
    }

    internal void Sweep(long number)
    {
        var collectionSweeps = _sweeper.SweepsIn(Options.CollectionAge);
        foreach (var (_, activation) in Activations.Live)
        {
            activation.Sweep(number);
            activation.DeactivateIfIdle(collectionSweeps);
        }

        foreach (var (id, observer) in Observers)
        {
            observer.Sweep(number);
            if (observer.IsGone) Observers.TryRemove(new(id, observer));
        }
    }
}
