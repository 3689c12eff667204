using Microsoft.Extensions.Options;
using OrleansChat.Auth;
using OrleansChat.Http;
using OrleansChat.Users;

namespace OrleansChat.Accounts;

/// <summary>Makes the answer to a login or registration: the token and the object that carries it.</summary>
internal sealed class LoginAnswer(ChatTokens tokens, CallerCache callers, IOptions<AccountOptions> options)
{
    /// <summary>The answer for an account whose new token the grain has stored.</summary>
    public ChatResult For(UserAccount account, string userset, TokenClaims claims)
    {
        // Whatever was read before the login knows the old token only.
        callers.Forget(account.Id);
        return ChatResults.Ok(ObjectOf(account, userset, claims), AccountJsonContext.Readable.LoginObject);
    }

    private LoginObject ObjectOf(UserAccount account, string userset, TokenClaims claims) => new()
    {
        Id = account.Id.Value,
        Uuid = account.Uuid.ToString("D"),
        Username = account.Username,
        Nickname = account.Nickname,
        Avatar = account.Avatar.Length > 0 ? account.Avatar : options.Value.DefaultAvatar,
        Device = account.Device ?? "",
        Userset = UsersetText.ForClient(userset),
        InviteConfirm = account.InviteConfirm,
        Status = account.Status,
        LastLogin = account.LastLoginAt > 0 ? WireTime.Utc(account.LastLoginAt) : null,
        LastLoginFrom = account.LastLoginFrom,
        RegisterTime = WireTime.Utc(account.RegisteredAt),
        RegisteredFrom = account.RegisteredFrom,
        Role = ChatTokens.NameOf(claims.Role),
        CreateTime = WireTime.Local(account.RegisteredAt, options.Value.Offset),
        UpdateTime = WireTime.Utc(Math.Max(account.UpdatedAt, account.RegisteredAt)),
        Token = tokens.Issue(claims),
    };
}
