using Orleans;
using Orleans.Concurrency;
using OrleansChat.Users;

namespace OrleansChat.Accounts;

/// <summary>An account as others may see it: the columns of contract.md 2.1 that vary, never the password's hash.</summary>
[GenerateSerializer, Immutable, Alias("chat.account")]
public sealed record UserAccount
{
    /// <summary>The account's number.</summary>
    [Id(0)] public required UserId Id { get; init; }

    /// <summary>The account's public UUID.</summary>
    [Id(1)] public required Guid Uuid { get; init; }

    /// <summary>The name it logs in with; unique without regard to case.</summary>
    [Id(2)] public required string Username { get; init; }

    /// <summary>The name it shows; empty when never set.</summary>
    [Id(3)] public string Nickname { get; init; } = "";

    /// <summary>The picture's URL; never null (contract.md (b) 66).</summary>
    [Id(4)] public string Avatar { get; init; } = "";

    /// <summary>Registered user or guest.</summary>
    [Id(5)] public AccountRole Role { get; init; }

    /// <summary>1 normal, 0 disabled.</summary>
    [Id(6)] public int Status { get; init; } = 1;

    /// <summary>0: others may add me without asking; 1: I must agree.</summary>
    [Id(7)] public int InviteConfirm { get; init; }

    /// <summary>The device that the account was made on; null when it was made without one.</summary>
    [Id(8)] public string? Device { get; init; }

    /// <summary>When it was made: Unix milliseconds.</summary>
    [Id(9)] public long RegisteredAt { get; init; }

    /// <summary>The address it was made from.</summary>
    [Id(10)] public string RegisteredFrom { get; init; } = "";

    /// <summary>The last login: Unix milliseconds; 0 when there was none.</summary>
    [Id(11)] public long LastLoginAt { get; init; }

    /// <summary>The address of the last login.</summary>
    [Id(12)] public string LastLoginFrom { get; init; } = "";

    /// <summary>The last change: Unix milliseconds.</summary>
    [Id(13)] public long UpdatedAt { get; init; }

    /// <summary>The id of the one user token that is valid; null when there is none.</summary>
    [Id(14)] public string? UserTokenId { get; init; }

    /// <summary>The app that holds <see cref="UserTokenId"/>.</summary>
    [Id(15)] public string? UserTokenApp { get; init; }

    /// <summary>The id of the one visitor token that is valid, held by the account's <see cref="Device"/>; null when there is none.
    /// Neither kind of token replaces the other (contract.md (b) 4).</summary>
    [Id(16)] public string? VisitorTokenId { get; init; }

    /// <summary>What the device told about itself at its last visit.</summary>
    [Id(17)] public DeviceDescription DeviceDescription { get; init; } = DeviceDescription.Unknown;

    /// <summary>The name to show to others: the nickname, else the username.</summary>
    public string DisplayName => Nickname.Length > 0 ? Nickname : Username;
}
