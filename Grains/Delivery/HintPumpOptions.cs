using System.ComponentModel.DataAnnotations;

namespace OrleansChat.Delivery;

/// <summary>The bounds of the way to a frontend (<c>Chat:Hints</c>).</summary>
public sealed class HintPumpOptions
{
    /// <summary>Hints with their entry that may be unconfirmed in one lane; beyond it only the heads are sent. Default 1,000.</summary>
    [Range(1, 1_000_000)]
    public int HintsMax { get; set; } = 1_000;

    /// <summary>Bytes of entries that may be unconfirmed in one lane; beyond it only the heads are sent. Default 8 MiB.</summary>
    [Range(1, long.MaxValue)]
    public long BytesMax { get; set; } = 8 * 1024 * 1024;

    /// <summary>Logs whose head waits in one lane; beyond it hints are dropped and found by comparing heads. Default 10,000.</summary>
    [Range(1, 1_000_000)]
    public int HeadsMax { get; set; } = 10_000;

    /// <summary>Hints in one batch. Default 256.</summary>
    [Range(1, 10_000)]
    public int BatchMax { get; set; } = 256;
}
