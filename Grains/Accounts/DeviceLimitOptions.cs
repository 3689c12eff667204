using System.ComponentModel.DataAnnotations;

namespace OrleansChat.Accounts;

/// <summary>How often a device may use the visitor endpoints. Section <c>Chat:Visitors</c>.</summary>
public sealed class DeviceLimitOptions
{
    /// <summary>Calls of one device in an hour that begins with its first; then refused until the hour is over. Default 5 (contract.md 6.3).</summary>
    [Range(1, 1_000_000)]
    public int CallsPerHourMax { get; set; } = 5;

    /// <summary>Devices whose hours a silo remembers; past it those that began longest ago begin anew. Default 100,000 (some 20 MB).</summary>
    [Range(1, 10_000_000)]
    public int DevicesMax { get; set; } = 100_000;
}
