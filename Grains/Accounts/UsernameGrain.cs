using Orleans;
using OrleansChat.Storage;
using OrleansChat.Users;

namespace OrleansChat.Accounts;

/// <summary>See <see cref="IUsernameGrain"/>. Holds nothing: the unique row is the truth.</summary>
public sealed class UsernameGrain(IAccountStore accounts, IdAllocator userIds, TimeProvider clock, AccountDefaults defaults) : Grain, IUsernameGrain
{
    /// <inheritdoc/>
    public async Task<RegisterOutcome> RegisterAsync(RegisterAccount command)
    {
        // Looked up first so that a taken name costs no number; the insert decides.
        if (await accounts.FindByUsernameAsync(command.Username, CancellationToken.None) is not null) return RegisterOutcome.Reject(ChatError.UsernameTaken);

        var now = clock.GetUtcNow().ToUnixTimeMilliseconds();
        var account = new UserAccount
        {
            Id = new UserId(await userIds.NextAsync()),
            Uuid = defaults.NewUuid(),
            Username = command.Username,
            Avatar = defaults.Avatar,
            Role = command.Role,
            Device = command.Device,
            RegisteredAt = now,
            RegisteredFrom = command.Address,
            LastLoginAt = now,
            LastLoginFrom = command.Address,
            UpdatedAt = now,
            UserTokenId = command.Role == AccountRole.User ? command.TokenId : null,
            UserTokenApp = command.Role == AccountRole.User ? command.App : null,
            VisitorTokenId = command.Role == AccountRole.Visitor ? command.TokenId : null,
            DeviceDescription = command.DeviceDescription,
        };
        return await accounts.TryRegisterAsync(new NewAccount(account, command.PasswordHash))
            ? RegisterOutcome.Accept(account)
            : RegisterOutcome.Reject(ChatError.UsernameTaken);
    }

    /// <inheritdoc/>
    public async Task<PasswordRecord?> FindAsync()
    {
        if (await accounts.FindByUsernameAsync(this.GetPrimaryKeyString(), CancellationToken.None) is not { } account) return null;
        return new PasswordRecord(account.Id, await accounts.FindPasswordHashAsync(account.Id, CancellationToken.None), account.Status);
    }

    /// <inheritdoc/>
    public async Task UpgradeHashAsync(string passwordHash)
    {
        if (await accounts.FindByUsernameAsync(this.GetPrimaryKeyString(), CancellationToken.None) is { } account)
        {
            await accounts.ReplacePasswordHashAsync(account.Id, passwordHash);
        }
    }
}
