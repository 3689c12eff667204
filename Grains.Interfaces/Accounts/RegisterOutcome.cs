using System.Diagnostics.CodeAnalysis;
using Orleans;
using Orleans.Concurrency;

namespace OrleansChat.Accounts;

/// <summary>The answer to <see cref="RegisterAccount"/>.</summary>
[GenerateSerializer, Immutable, Alias("chat.register-outcome")]
public sealed record RegisterOutcome
{
    /// <summary>The new account; null when it was refused.</summary>
    [Id(0)] public UserAccount? Account { get; init; }

    /// <summary>Why it was refused.</summary>
    [Id(1)] public ChatError Error { get; init; }

    /// <summary>Whether the account was made.</summary>
    [MemberNotNullWhen(true, nameof(Account))]
    public bool IsAccepted => Account is not null;

    /// <summary>The account was made.</summary>
    public static RegisterOutcome Accept(UserAccount account) => new() { Account = account };

    /// <summary>It was not.</summary>
    public static RegisterOutcome Reject(ChatError error) => new() { Error = error };
}
