using System.Diagnostics.CodeAnalysis;

namespace OrleansChat.Auth;

/// <summary>What a look at a token alone tells, without asking whether it still stands.</summary>
internal sealed record TokenVerdict
{
    /// <summary>Signed by us, its time is over.</summary>
    public static readonly TokenVerdict Expired = new() { IsExpired = true };

    /// <summary>Not signed by us, or no token at all.</summary>
    public static readonly TokenVerdict Bad = new();

    /// <summary>What it says; null when it is expired or bad.</summary>
    public TokenClaims? Claims { get; private init; }

    /// <summary>Whether it was good once.</summary>
    public bool IsExpired { get; private init; }

    /// <summary>Whether it is signed by us and its time is not over.</summary>
    [MemberNotNullWhen(true, nameof(Claims))]
    public bool IsGood => Claims is not null;

    /// <summary>A good token.</summary>
    public static TokenVerdict Good(TokenClaims claims) => new() { Claims = claims };
}
