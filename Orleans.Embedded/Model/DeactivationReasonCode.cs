namespace Orleans;

/// <summary>Why an activation ends.</summary>
[GenerateSerializer]
public enum DeactivationReasonCode : byte
{
    /// <summary>No reason was given.</summary>
    None,

    /// <summary>The process stops.</summary>
    ShuttingDown,

    /// <summary>The grain could not be activated.</summary>
    ActivationFailed,

    /// <summary>The directory of grains failed (clusters only).</summary>
    DirectoryFailure,

    /// <summary>Nobody called for the collection age.</summary>
    ActivationIdle,

    /// <summary>The activation did not answer (clusters only).</summary>
    ActivationUnresponsive,

    /// <summary>Another activation of the same grain won (clusters only).</summary>
    DuplicateActivation,

    /// <summary>A request was not compatible with this activation (clusters only).</summary>
    IncompatibleRequest,

    /// <summary>An error of the application ended the activation.</summary>
    ApplicationError,

    /// <summary>The grain asked for it.</summary>
    ApplicationRequested,

    /// <summary>The activation moves to another silo (clusters only).</summary>
    Migrating,

    /// <summary>The runtime asked for it.</summary>
    RuntimeRequested,

    /// <summary>Memory was short (clusters only).</summary>
    HighMemoryPressure,
}
