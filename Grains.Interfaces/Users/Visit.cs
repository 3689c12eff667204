using Orleans;
using Orleans.Concurrency;
using OrleansChat.Accounts;

namespace OrleansChat.Users;

/// <summary>A device enters its account without a login: its token becomes the one valid visitor token, the user token stays (contract.md 6.3, (b) 4).</summary>
[GenerateSerializer, Immutable, Alias("chat.visit")]
public sealed record Visit
{
    /// <summary>The visitor token's id.</summary>
    [Id(0)] public required string TokenId { get; init; }

    /// <summary>The device, which holds the token.</summary>
    [Id(1)] public required string Device { get; init; }

    /// <summary>What the device tells about itself.</summary>
    [Id(2)] public required DeviceDescription Description { get; init; }

    /// <summary>The caller's address, for the record.</summary>
    [Id(3)] public string Address { get; init; } = "";
}
