using System.Diagnostics.CodeAnalysis;
using Orleans;
using Orleans.Concurrency;
using OrleansChat.Accounts;

namespace OrleansChat.Users;

/// <summary>The answer to <see cref="SignIn"/>.</summary>
[GenerateSerializer, Immutable, Alias("chat.sign-in-outcome")]
public sealed record SignInOutcome
{
    /// <summary>The account and its settings after the login; null when it was refused.</summary>
    [Id(0)] public UserProfile? Profile { get; init; }

    /// <summary>Why it was refused.</summary>
    [Id(1)] public ChatError Error { get; init; }

    /// <summary>Whether the login stands.</summary>
    [MemberNotNullWhen(true, nameof(Profile))]
    public bool IsAccepted => Profile is not null;

    /// <summary>The login stands.</summary>
    public static SignInOutcome Accept(UserProfile profile) => new() { Profile = profile };

    /// <summary>It does not.</summary>
    public static SignInOutcome Reject(ChatError error) => new() { Error = error };
}
