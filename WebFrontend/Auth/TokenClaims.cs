using OrleansChat.Accounts;
using OrleansChat.Users;

namespace OrleansChat.Auth;

/// <summary>What a token says: an id, a role, a device, a name of its own; no secrets (contract.md (b) 1).</summary>
/// <param name="User">The account.</param>
/// <param name="Role">The role of the session, which may be less than the account's.</param>
/// <param name="App">The app that the token was given to.</param>
/// <param name="TokenId">The token's own id.</param>
internal sealed record TokenClaims(UserId User, AccountRole Role, string App, string TokenId)
{
    /// <summary>When it was made, to the second.</summary>
    public DateTimeOffset IssuedAt { get; init; }
}
