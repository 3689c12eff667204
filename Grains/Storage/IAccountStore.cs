using OrleansChat.Accounts;
using OrleansChat.Users;

namespace OrleansChat.Storage;

/// <summary>Accounts as rows: one transaction per registration, unique usernames and devices (contract.md 2.1, 2.2).</summary>
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
}
