using Orleans;
using OrleansChat.Users;

namespace OrleansChat.Accounts;

/// <summary>One device, keyed by its id: who is behind it, and how often it may ask (contract.md 6.3). The unique row is the truth.</summary>
[Alias("chat.device")]
public interface IDeviceGrain : IGrainWithStringKey
{
    /// <summary>Counts one call of the device that is neither a visit nor refused for its rate.</summary>
    /// <remarks>Callers: WebFrontend. Calls: no grain.
    /// Order: calls of one device are counted one after another. Not idempotent: each call counts.
    /// Durable: not; a restart of the silo begins new hours. Errors: TooManyVisits (within an hour).</remarks>
    [Alias("count")] Task<ChatError> CountAsync();

    /// <summary>Enters as a visitor: the device's account, or a new guest. A repeat within ten seconds gets the same token and does not count.</summary>
    /// <remarks>Callers: WebFrontend. Calls: UserGrain, UsernameGrain.
    /// Order: visits of one device are decided one after another. Idempotent within ten seconds.
    /// Durable when the task completes.
    /// Errors: TooManyVisits (within an hour), AccountMissingOrDisabled. TimeoutException: unknown, repeat.</remarks>
    [Alias("enter")] Task<EnterDeviceOutcome> EnterAsync(EnterDevice command);

    /// <summary>Registers on this device: its guest is promoted; when it has none, or its account is registered already, a new account is made without device.</summary>
    /// <remarks>Callers: WebFrontend, which has counted the call. Calls: UserGrain, UsernameGrain.
    /// Order: registrations of one device are decided one after another. Not idempotent: a repeat answers UsernameTaken.
    /// Durable when the task completes.
    /// Errors: UsernameTaken, AccountMissingOrDisabled. TimeoutException: unknown, log in to find out.</remarks>
    [Alias("register")] Task<SignInOutcome> RegisterAsync(Promote command);
}
