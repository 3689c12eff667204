using OrleansChat.Accounts;

namespace OrleansChat.Auth;

/// <summary>Turns a token into a caller: contract.md 3.3, steps 1 to 4, with (b) 4 and 5.</summary>
internal sealed class CallerCheck(ChatTokens tokens, CallerCache callers, TimeProvider clock)
{
    // A token younger than this may be newer than what the cache holds; five times the cache's lifetime covers clocks that differ.
    private static readonly TimeSpan Fresh = 5 * CallerCache.Lifetime;

    /// <summary>Checks a token. Throws what the user's grain throws: an outage is nobody's bad token.</summary>
    public async ValueTask<CallerVerdict> CheckAsync(string? token, CancellationToken cancellationToken)
    {
        if (string.IsNullOrEmpty(token)) return CallerVerdict.Reject(CallerRefusal.Missing);
        var verdict = await tokens.CheckAsync(token);
        if (!verdict.IsGood) return CallerVerdict.Reject(verdict.IsExpired ? CallerRefusal.Expired : CallerRefusal.Bad);

        var claims = verdict.Claims;
        var profile = await callers.GetAsync(claims.User, cancellationToken);
        if (clock.GetUtcNow() - claims.IssuedAt < Fresh && (profile is null || IsReplaced(claims, profile.Account)))
        {
            // A login on another frontend whose news has not come: refusing the newest token would log its client out.
            callers.Forget(claims.User);
            profile = await callers.GetAsync(claims.User, cancellationToken);
        }

        if (profile is null) return CallerVerdict.Reject(CallerRefusal.UserMissing);
        var account = profile.Account;
        var isSuperseded = IsReplaced(claims, account);
        if (isSuperseded && !IsSameDevice(claims, account)) return CallerVerdict.Reject(CallerRefusal.Superseded);
        if (account.Status != 1) return CallerVerdict.Reject(CallerRefusal.UserDisabled);

        return CallerVerdict.Accept(new Caller
        {
            UserId = claims.User,
            Role = claims.Role,
            App = claims.App,
            TokenId = claims.TokenId,
            Account = account,
            Userset = profile.Userset,
            IsSuperseded = isSuperseded,
        });
    }

    // Each kind of token is compared with its own: a visit replaces no login, and a login no visit (contract.md (b) 4).
    private static bool IsReplaced(TokenClaims claims, UserAccount account) =>
        !string.Equals(claims.TokenId, claims.Role == AccountRole.User ? account.UserTokenId : account.VisitorTokenId, StringComparison.Ordinal);

    private static bool IsSameDevice(TokenClaims claims, UserAccount account) => claims.Role == AccountRole.User
        ? account.UserTokenId is not null
            && string.Equals(claims.App, account.UserTokenApp, StringComparison.Ordinal)
            && !string.Equals(claims.App, Caller.DefaultApp, StringComparison.Ordinal)
        : account.VisitorTokenId is not null && string.Equals(claims.App, account.Device, StringComparison.Ordinal);
}
