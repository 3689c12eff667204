using Orleans;

namespace OrleansChat.Accounts;

/// <summary>One login name, keyed by its lower-case form: registration and the first half of a login.</summary>
[Alias("chat.username")]
public interface IUsernameGrain : IGrainWithStringKey
{
    /// <summary>Makes an account under this name.</summary>
    /// <remarks>Callers: WebFrontend. Calls: no grain.
    /// Order: registrations of one name are decided one after another; the row's uniqueness is the commit.
    /// Not idempotent: a repeat answers UsernameTaken.
    /// Durable when the task completes.
    /// Errors: UsernameTaken. TimeoutException: unknown; log in to find out.</remarks>
    [Alias("register")] Task<RegisterOutcome> RegisterAsync(RegisterAccount command);

    /// <summary>What a login is checked against, or null when nobody has this name.</summary>
    /// <remarks>Callers: WebFrontend. Calls: no grain.
    /// Order: none. Idempotent: a read. Durable: shows committed rows only. Errors: none.</remarks>
    [Alias("find")] Task<PasswordRecord?> FindAsync();

    /// <summary>Replaces the stored hash by one made with today's rule (contract.md (b) 1).</summary>
    /// <remarks>Callers: WebFrontend, after a login that an older rule accepted. Calls: no grain.
    /// Order: none. Idempotent. Durable when the task completes. Errors: none.</remarks>
    [Alias("rehash")] Task UpgradeHashAsync(string passwordHash);
}
