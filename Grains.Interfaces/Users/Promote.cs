using Orleans;
using Orleans.Concurrency;

namespace OrleansChat.Users;

/// <summary>Makes a guest a registered user under the same number; the first login is part of the same transaction.</summary>
[GenerateSerializer, Immutable, Alias("chat.promote")]
public sealed record Promote
{
    /// <summary>The name to log in with.</summary>
    [Id(0)] public required string Username { get; init; }

    /// <summary>The salted hash.</summary>
    [Id(1)] public required string PasswordHash { get; init; }

    /// <summary>The first login.</summary>
    [Id(2)] public required SignIn SignIn { get; init; }

    /// <summary>Without the hash, so that no log can show it.</summary>
    public override string ToString() => $"{nameof(Promote)} to {Username}";
}
