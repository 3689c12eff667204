using System.Diagnostics.CodeAnalysis;
using Orleans;
using Orleans.Concurrency;
using OrleansChat.Users;

namespace OrleansChat.Accounts;

/// <summary>The answer to <see cref="EnterDevice"/>.</summary>
[GenerateSerializer, Immutable, Alias("chat.enter-device-outcome")]
public sealed record EnterDeviceOutcome
{
    /// <summary>The account and its settings; null when it was refused.</summary>
    [Id(0)] public UserProfile? Profile { get; init; }

    /// <summary>The id of the visitor token that is valid now.</summary>
    [Id(1)] public string? TokenId { get; init; }

    /// <summary>Why it was refused.</summary>
    [Id(2)] public ChatError Error { get; init; }

    /// <summary>Whether the device is in.</summary>
    [MemberNotNullWhen(true, nameof(Profile), nameof(TokenId))]
    public bool IsAccepted => Profile is not null && TokenId is not null;

    /// <summary>The device is in.</summary>
    public static EnterDeviceOutcome Accept(UserProfile profile, string tokenId) => new() { Profile = profile, TokenId = tokenId };

    /// <summary>It is not.</summary>
    public static EnterDeviceOutcome Reject(ChatError error) => new() { Error = error };
}
