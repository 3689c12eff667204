using Orleans;
using Orleans.Concurrency;

namespace OrleansChat.Accounts;

/// <summary>Asks to enter as a visitor.</summary>
[GenerateSerializer, Immutable, Alias("chat.enter-device")]
public sealed record EnterDevice
{
    /// <summary>The id of the visitor token, unless an earlier one is given again.</summary>
    [Id(0)] public required string TokenId { get; init; }

    /// <summary>What the device tells about itself.</summary>
    [Id(1)] public required DeviceDescription Description { get; init; }

    /// <summary>The caller's address, for the record.</summary>
    [Id(2)] public string Address { get; init; } = "";
}
