namespace Orleans.Embedded;

/// <summary>The life of an activation; it only moves forward.</summary>
internal enum ActivationState
{
    /// <summary>Made, and nobody has called.</summary>
    Made = 0,

    /// <summary>Being constructed, reading its state, in <c>OnActivateAsync</c>; calls wait.</summary>
    Activating = 1,

    /// <summary>Serving calls.</summary>
    Valid = 2,

    /// <summary>Finishing what runs, then <c>OnDeactivateAsync</c>; calls wait for the successor.</summary>
    Deactivating = 3,

    /// <summary>Gone.</summary>
    Ended = 4,
}
