using Orleans;
using Orleans.Concurrency;

namespace OrleansChat.Users;

/// <summary>Replaces a password whose old one was checked; the caller's token becomes the one that stands (contract.md (b) 14).</summary>
[GenerateSerializer, Immutable, Alias("chat.set-password")]
public sealed record SetPassword
{
    /// <summary>The hash that the old password was checked against; another one on disk means that somebody was faster.</summary>
    [Id(0)] public required string CheckedHash { get; init; }

    /// <summary>The new hash.</summary>
    [Id(1)] public required string NewHash { get; init; }

    /// <summary>The id of the caller's token.</summary>
    [Id(2)] public required string TokenId { get; init; }

    /// <summary>The app that holds it; a visitor token of the same device stays valid with it.</summary>
    [Id(3)] public required string App { get; init; }

    /// <summary>Without the hashes, so that no log can show them.</summary>
    public override string ToString() => $"{nameof(SetPassword)} by {App}";
}
