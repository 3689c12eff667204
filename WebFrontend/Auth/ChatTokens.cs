using System.Globalization;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using OrleansChat.Accounts;
using OrleansChat.Users;

namespace OrleansChat.Auth;

/// <summary>Makes and reads tokens: JWT, HS256. Clients treat them as opaque.</summary>
internal sealed class ChatTokens
{
    private const int TokenLengthMax = 4096;
    private const string UserRole = "user";
    private const string VisitorRole = "visitor";

    private readonly JsonWebTokenHandler _handler = new() { SetDefaultTimesOnTokenCreation = false, MaximumTokenSizeInBytes = TokenLengthMax };
    private readonly SigningCredentials _credentials;
    private readonly TokenValidationParameters _validation;
    private readonly VerifiedTokens _verified = new();
    private readonly TimeProvider _clock;
    private readonly int _days;

    /// <summary>Tokens signed with <paramref name="key"/>.</summary>
    public ChatTokens(SigningKey key, IOptions<TokenOptions> options, TimeProvider clock)
    {
        var secret = new SymmetricSecurityKey(key.Bytes);
        _credentials = new SigningCredentials(secret, SecurityAlgorithms.HmacSha256);
        _clock = clock;
        _days = options.Value.TokenDays;
        _validation = new TokenValidationParameters
        {
            IssuerSigningKey = secret,
            ValidAlgorithms = [SecurityAlgorithms.HmacSha256],
            ValidateIssuer = false,
            ValidateAudience = false,
            RequireExpirationTime = false,
            ValidateLifetime = true,
            LifetimeValidator = CheckLifetime,
            // The user's row decides whether a token still stands, so the framework need not keep its own copy of each.
            ValidateTokenReplay = false,
        };
    }

    /// <summary>A role as tokens and login objects name it.</summary>
    public static string NameOf(AccountRole role) => role == AccountRole.User ? UserRole : VisitorRole;

    /// <summary>Makes a token.</summary>
    public string Issue(TokenClaims claims)
    {
        var now = _clock.GetUtcNow();
        var descriptor = new SecurityTokenDescriptor
        {
            SigningCredentials = _credentials,
            IssuedAt = now.UtcDateTime,
            Expires = _days > 0 ? now.UtcDateTime.AddDays(_days) : null,
            Claims = new Dictionary<string, object>(StringComparer.Ordinal)
            {
                ["uid"] = claims.User.Value,
                ["role"] = NameOf(claims.Role),
                ["app"] = claims.App,
                [JwtRegisteredClaimNames.Jti] = claims.TokenId,
            },
        };
        return _handler.CreateToken(descriptor);
    }

    /// <summary>Reads a token. Never throws, whatever the text.</summary>
    public ValueTask<TokenVerdict> CheckAsync(string token)
    {
        if (_verified.Find(token) is { } known) return new(known.ExpiresAt <= _clock.GetUtcNow() ? TokenVerdict.Expired : known.Verdict);
        return token.Length > TokenLengthMax ? new(TokenVerdict.Bad) : new(VerifyAsync(token));
    }

    private async Task<TokenVerdict> VerifyAsync(string token)
    {
        var result = await _handler.ValidateTokenAsync(token, _validation);
        // The signature is checked first, so that only a token of ours is ever called expired.
        if (!result.IsValid) return result.Exception is SecurityTokenExpiredException or SecurityTokenInvalidLifetimeException ? TokenVerdict.Expired : TokenVerdict.Bad;

        var read = (JsonWebToken)result.SecurityToken;
        if (ClaimsOf(read) is not { } claims) return TokenVerdict.Bad;
        var verdict = TokenVerdict.Good(claims);
        _verified.Add(token, new VerifiedToken(verdict, read.ValidTo == DateTime.MinValue ? null : new DateTimeOffset(read.ValidTo, TimeSpan.Zero)));
        return verdict;
    }

    private bool CheckLifetime(DateTime? notBefore, DateTime? expires, SecurityToken token, TokenValidationParameters parameters) =>
        expires is null || expires > _clock.GetUtcNow().UtcDateTime;

    private static TokenClaims? ClaimsOf(JsonWebToken token)
    {
        if (!token.TryGetPayloadValue<string>("role", out var role) || !token.TryGetPayloadValue<string>("app", out var app)
            || !token.TryGetPayloadValue<string>("uid", out var text) || !long.TryParse(text, CultureInfo.InvariantCulture, out var number))
            return null;
        AccountRole? known = role switch { UserRole => AccountRole.User, VisitorRole => AccountRole.Visitor, _ => null };
        var user = new UserId(number);
        return known is { } its && user.IsValid && app is { Length: > 0 } && token.Id is { Length: > 0 } id
            ? new TokenClaims(user, its, app, id) { IssuedAt = new DateTimeOffset(token.IssuedAt, TimeSpan.Zero) }
            : null;
    }
}
