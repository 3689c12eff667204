using System.ComponentModel.DataAnnotations;

namespace OrleansChat.Delivery;

/// <summary>The bounds of delivery in a frontend (<c>Chat:Delivery</c>).</summary>
internal sealed class DeliveryOptions
{
    /// <summary>Newest frames of one log that are kept ready for sessions that are a little behind. Default 64.</summary>
    [Range(1, 100_000)]
    public int RingFramesMax { get; set; } = 64;

    /// <summary>Bytes of frames that are kept ready for one log. Default 64 KiB.</summary>
    [Range(1, 64 * 1024 * 1024)]
    public int RingBytesMax { get; set; } = 64 * 1024;

    /// <summary>Rows of one read of a log. Default 1,000 (design.md 3.6).</summary>
    [Range(1, 10_000)]
    public int ReadEntriesMax { get; set; } = 1_000;

    /// <summary>Bytes of one read of a log; a session that is behind holds one such page. Default 256 KiB.</summary>
    [Range(1, 64 * 1024 * 1024)]
    public int ReadBytesMax { get; set; } = 256 * 1024;

    /// <summary>Milliseconds without news of a log after which its head is asked for. With the one-second tick and the read it keeps
    /// the bound of 5 s (design.md 3.4). Default 3,500.</summary>
    [Range(100, 4_000)]
    public int SilenceMillisecondsMax { get; set; } = 3_500;

    /// <summary>Observers for hints of one frontend; a log always uses the same one. Default 4.</summary>
    [Range(1, 64)]
    public int HintObservers { get; set; } = 4;
}
