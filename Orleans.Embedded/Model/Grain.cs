using Orleans.Embedded;
using Orleans.Runtime;

namespace Orleans;

/// <summary>Base of grain classes. One turn of a grain runs at a time; a request that awaits keeps the next request waiting.</summary>
public abstract class Grain : IGrainBase, IAddressable
{
    private readonly Activation? _activation = Mailbox.Current as Activation;

    /// <summary>Makes the grain object; the runtime does this inside the activation's first turn.</summary>
    protected Grain()
    {
    }

    /// <summary>The activation this object belongs to.</summary>
    public IGrainContext GrainContext => Activation;

    /// <summary>The identity as text, for logs.</summary>
    public string IdentityString => Activation.GrainId.ToString();

    /// <summary>Makes references to other grains.</summary>
    protected IGrainFactory GrainFactory => Activation.Engine.GrainFactory;

    /// <summary>The services of this activation.</summary>
    protected internal IServiceProvider ServiceProvider => Activation.ActivationServices;

    internal Activation Activation => _activation
        ?? throw new InvalidOperationException($"{GetType().Name} was made with new. Grain objects are made by the engine: call the grain through IGrainFactory.");

    /// <summary>Runs before the first call of this activation. Throwing fails the waiting calls and ends the activation.</summary>
    /// <param name="cancellationToken">Cancelled when activation takes too long.</param>
    public virtual Task OnActivateAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Runs after the last call of this activation; not after a crash.</summary>
    /// <param name="reason">Why the activation ends.</param>
    /// <param name="cancellationToken">Cancelled when deactivation takes too long.</param>
    public virtual Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Ends this activation once its running calls are done; later calls go to a new activation.</summary>
    protected void DeactivateOnIdle() =>
        Activation.Deactivate(new(DeactivationReasonCode.ApplicationRequested, $"{nameof(DeactivateOnIdle)} was called."));
}
