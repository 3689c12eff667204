using System.ComponentModel.DataAnnotations;

namespace OrleansChat.Delivery;

/// <summary>Faults made on purpose (<c>Chat:Faults</c>), for runs that prove the guarantees. All off by default; a start with one logs a warning.</summary>
internal sealed class FaultOptions
{
    /// <summary>The share of hints that are dropped on arrival, 0 to 1. Default 0.</summary>
    [Range(0.0, 1.0)]
    public double HintLossFraction { get; set; }
}
