using Microsoft.Extensions.Options;
using OrleansChat.Auth;
using OrleansChat.Http;
using OrleansChat.Users;

namespace OrleansChat.Accounts;

/// <summary>Makes the answer to a login or registration: the token and the object that carries it.</summary>
internal sealed class LoginAnswer(ChatTokens tokens, CallerCache callers, IOptions<AccountOptions> options)
{
    /// <summary>The answer for an account whose new token the grain has stored.</summary>
    public ChatResult For(UserProfile profile, TokenClaims claims)
    {
        // Whatever was read before the login knows the old token only.
        callers.Forget(claims.User);

        // A device's session of a registered account has proven nothing but the device id (contract.md (b) 7): no addresses.
        var isOwner = claims.Role == profile.Account.Role;
        return ChatResults.Ok(ObjectOf(profile.Account, profile.Userset, claims, isOwner), AccountJsonContext.Readable.LoginObject);
    }

    private LoginObject ObjectOf(UserAccount account, string userset, TokenClaims claims, bool isOwner) => new()
    {
        Platform = account.DeviceDescription.Platform,
        DeviceModel = account.DeviceDescription.Model,
        DeviceOs = account.DeviceDescription.Os,
        DeviceBrand = account.DeviceDescription.Brand,
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
        LastLoginFrom = isOwner ? account.LastLoginFrom : "",
        RegisterTime = WireTime.Utc(account.RegisteredAt),
        RegisteredFrom = isOwner ? account.RegisteredFrom : "",
        Role = ChatTokens.NameOf(claims.Role),
        CreateTime = WireTime.Local(account.RegisteredAt, options.Value.Offset),
        UpdateTime = WireTime.Utc(Math.Max(account.UpdatedAt, account.RegisteredAt)),
        Token = tokens.Issue(claims),
    };
}
