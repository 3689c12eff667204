namespace Orleans.Runtime;

/// <summary>One activation of a grain, as seen from the outside.</summary>
public interface IGrainContext
{
    /// <summary>The identity of the grain.</summary>
    GrainId GrainId { get; }

    /// <summary>The grain object, null until it is constructed.</summary>
    object? GrainInstance { get; }

    /// <summary>The services of this activation: one scope per activation.</summary>
    IServiceProvider ActivationServices { get; }

    /// <summary>Completes when this activation has ended.</summary>
    Task Deactivated { get; }

    /// <summary>Ends this activation after its running calls; calls that arrive meanwhile go to the next activation.</summary>
    /// <param name="deactivationReason">Handed to <see cref="IGrainBase.OnDeactivateAsync"/>.</param>
    /// <param name="cancellationToken">Cancels the token that <see cref="IGrainBase.OnDeactivateAsync"/> receives.</param>
    void Deactivate(DeactivationReason deactivationReason, CancellationToken cancellationToken = default);
}
