using Orleans;
using Orleans.Concurrency;

namespace OrleansChat.Accounts;

/// <summary>What a client says about its device, for the record (contract.md 2.1).</summary>
/// <param name="Platform">The client's platform.</param>
/// <param name="Model">The device's model.</param>
/// <param name="Os">Its operating system.</param>
/// <param name="Brand">Its brand.</param>
[GenerateSerializer, Immutable, Alias("chat.device-description")]
public sealed record DeviceDescription(
    [property: Id(0)] string Platform, [property: Id(1)] string Model, [property: Id(2)] string Os, [property: Id(3)] string Brand)
{
    /// <summary>Nothing is known.</summary>
    public static readonly DeviceDescription Unknown = new("", "", "", "");
}
