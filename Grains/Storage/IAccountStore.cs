using OrleansChat.Accounts;
using OrleansChat.Users;

namespace OrleansChat.Storage;

/// <summary>Accounts as rows: one transaction per registration, unique usernames and devices, and an index of names (contract.md 2.1, 2.2).</summary>
public interface IAccountStore
{
    /// <summary>Writes a new account (user and user_info) in one transaction.</summary>
    /// <returns>False when the username (compared without regard to case) or the device is taken; nothing was written then.</returns>
    Task<bool> TryRegisterAsync(NewAccount account);

    /// <summary>The account with this number, or null.</summary>
    Task<UserAccount?> FindAsync(UserId user, CancellationToken cancellationToken);

    /// <summary>The account with this username (compared without regard to case), or null.</summary>
    Task<UserAccount?> FindByUsernameAsync(string username, CancellationToken cancellationToken);

    /// <summary>The password hash of an account; null when it has none or does not exist.</summary>
    Task<string?> FindPasswordHashAsync(UserId user, CancellationToken cancellationToken);

    /// <summary>Notes a login in one transaction: its token becomes the current user token, and the time and address the last login's.</summary>
    /// <returns>False when the account does not exist.</returns>
    Task<bool> RecordLoginAsync(UserId user, string tokenId, string app, long atMilliseconds, string address);

    /// <summary>Replaces the stored hash, for one made by an older rule.</summary>
    Task ReplacePasswordHashAsync(UserId user, string passwordHash);

    /// <summary>The number of the account with this UUID; number 0 when there is none.</summary>
    Task<UserId> FindByUuidAsync(Guid uuid, CancellationToken cancellationToken);

    /// <summary>The account that this device belongs to, or null.</summary>
    Task<UserAccount?> FindByDeviceAsync(string device, CancellationToken cancellationToken);

    /// <summary>What a user tells about themselves; null only when there is no such account.</summary>
    Task<UserInfo?> FindInfoAsync(UserId user, CancellationToken cancellationToken);

    /// <summary>Registered users who are not disabled and whose username contains the keyword, without regard to case: the exact name,
    /// then names that begin with it, then the rest by number. What it costs does not grow with the number of accounts that do not match.</summary>
    Task<IReadOnlyList<FoundUser>> SearchAsync(string keyword, UserId except, int hitsMax, CancellationToken cancellationToken);

    /// <summary>Writes what a user may change of the profile: nickname, picture, invite_confirm, and the time of the change.</summary>
    /// <returns>False when the account does not exist.</returns>
    Task<bool> UpdateProfileAsync(UserAccount account);

    /// <summary>Takes the user token back when it is still this one.</summary>
    /// <returns>False when it is not; nothing was written then.</returns>
    Task<bool> ClearUserTokenAsync(UserId user, string tokenId);

    /// <summary>Replaces a hash that is still the expected one. The login's token becomes the user token; the visitor token stays only when
    /// the login's app is the account's device.</summary>
    /// <returns>False when the account does not exist or has another hash; nothing was written then.</returns>
    Task<bool> ChangePasswordAsync(UserId user, string expectedHash, string passwordHash, LoginRecord login);

    /// <summary>Notes a device's visit in one transaction: its token becomes the visitor token; time, address and device's description the last ones.</summary>
    /// <returns>False when the account does not exist.</returns>
    Task<bool> RecordVisitAsync(UserId user, LoginRecord login, DeviceDescription device);

    /// <summary>Makes a guest a registered user in one transaction.</summary>
    Task<PromotionResult> PromoteAsync(Promotion promotion);
}
