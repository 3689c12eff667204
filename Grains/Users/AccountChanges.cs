using OrleansChat.Accounts;

namespace OrleansChat.Users;

/// <summary>What logins, visits and profile changes make of an account. Pure.</summary>
internal static class AccountChanges
{
    /// <summary>The longest nickname, in UTF-16 units as clients count them (contract.md 1.5).</summary>
    public const int NicknameLengthMax = 30;

    /// <summary>The longest URL of a picture.</summary>
    public const int AvatarLengthMax = 1000;

    /// <summary>The account after a login.</summary>
    public static UserAccount SignedIn(UserAccount account, SignIn command, long now) => account with
    {
        UserTokenId = command.TokenId,
        UserTokenApp = command.App,
        LastLoginAt = now,
        LastLoginFrom = command.Address,
        UpdatedAt = now,
    };

    /// <summary>The account after its device's visit; the user token is as before.</summary>
    public static UserAccount Visited(UserAccount account, Visit command, long now) => account with
    {
        VisitorTokenId = command.TokenId,
        DeviceDescription = command.Description,
        LastLoginAt = now,
        LastLoginFrom = command.Address,
        UpdatedAt = now,
    };

    /// <summary>The account after its password was replaced: no token but the caller's, and the visitor token of the caller's own device.</summary>
    public static UserAccount OnlyToken(UserAccount account, SetPassword command, long now) => account with
    {
        UserTokenId = command.TokenId,
        UserTokenApp = command.App,
        VisitorTokenId = string.Equals(account.Device, command.App, StringComparison.Ordinal) ? account.VisitorTokenId : null,
        UpdatedAt = now,
    };

    /// <summary>The account after a change of its profile, or why it cannot be.</summary>
    public static (UserAccount? Changed, ChatError Error) Decide(UserAccount? account, ProfileField field, string value, long now)
    {
        if (account is not { Status: 1 }) return (null, ChatError.ProfileMissing);
        switch (field)
        {
            case ProfileField.Nickname:
                return value.Length > NicknameLengthMax ? (null, ChatError.NicknameTooLong) : (account with { Nickname = value, UpdatedAt = now }, ChatError.None);
            case ProfileField.Avatar:
                // Clients join pictures with commas (contract.md 1.4); spelled like this one the URL means the same.
                var url = value.Replace(",", "%2C", StringComparison.Ordinal);
                return url.Length > AvatarLengthMax ? (null, ChatError.AvatarTooLong) : (account with { Avatar = url, UpdatedAt = now }, ChatError.None);
            case ProfileField.InviteConfirm:
                return value is "0" or "1" ? (account with { InviteConfirm = value[0] - '0', UpdatedAt = now }, ChatError.None) : (null, ChatError.InviteConfirmInvalid);
            default:
                return (null, ChatError.None);
        }
    }
}
