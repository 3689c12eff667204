using Orleans;
using Orleans.Concurrency;

namespace OrleansChat.Accounts;

/// <summary>Asks for a new account; its first login is part of the same transaction.</summary>
[GenerateSerializer, Immutable, Alias("chat.register")]
public sealed record RegisterAccount
{
    /// <summary>The name as typed; its lower-case form is the grain's key.</summary>
    [Id(0)] public required string Username { get; init; }

    /// <summary>The salted hash; null for a guest, who has no password.</summary>
    [Id(1)] public string? PasswordHash { get; init; }

    /// <summary>Registered user or guest.</summary>
    [Id(2)] public required AccountRole Role { get; init; }

    /// <summary>The device that the account belongs to; null without one.</summary>
    [Id(3)] public string? Device { get; init; }

    /// <summary>The id of the token that the caller is given.</summary>
    [Id(4)] public required string TokenId { get; init; }

    /// <summary>The app that the token is for.</summary>
    [Id(5)] public required string App { get; init; }

    /// <summary>The caller's address, for the record.</summary>
    [Id(6)] public string Address { get; init; } = "";

    /// <summary>What the device tells about itself.</summary>
    [Id(7)] public DeviceDescription DeviceDescription { get; init; } = DeviceDescription.Unknown;
}
