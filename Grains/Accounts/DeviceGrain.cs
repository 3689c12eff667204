using Orleans;
using OrleansChat.Storage;
using OrleansChat.Users;

namespace OrleansChat.Accounts;

/// <summary>See <see cref="IDeviceGrain"/>. Holds only the last visit, so that a repeat is known as one.</summary>
public sealed class DeviceGrain(IAccountStore accounts, DeviceHours hours, TimeProvider clock) : Grain, IDeviceGrain
{
    // The client registers twice after each logout (contract.md 8.6), within moments.
    private static readonly TimeSpan RepeatMax = TimeSpan.FromSeconds(10);

    private (string TokenId, DateTimeOffset At)? _lastVisit;

    private string Device => this.GetPrimaryKeyString();

    /// <inheritdoc/>
    public Task<ChatError> CountAsync() =>
        Task.FromResult(hours.TryTake(Device, clock.GetUtcNow()) ? ChatError.None : ChatError.TooManyVisits);

    /// <inheritdoc/>
    public async Task<EnterDeviceOutcome> EnterAsync(EnterDevice command)
    {
        var now = clock.GetUtcNow();
        var repeated = _lastVisit is { } last && now - last.At < RepeatMax ? last.TokenId : null;
        if (repeated is null && !hours.TryTake(Device, now)) return EnterDeviceOutcome.Reject(ChatError.TooManyVisits);

        // The same token again and not a newer one: the client may keep either answer.
        var tokenId = repeated ?? command.TokenId;
        var outcome = await accounts.FindByDeviceAsync(Device, CancellationToken.None) is { } known
            ? await VisitAsync(known.Id, command, tokenId)
            : await MakeGuestAsync(command, tokenId);
        if (!outcome.IsAccepted) return EnterDeviceOutcome.Reject(outcome.Error);

        if (repeated is null) _lastVisit = (tokenId, now);
        return EnterDeviceOutcome.Accept(outcome.Profile, tokenId);
    }

    /// <inheritdoc/>
    public async Task<SignInOutcome> RegisterAsync(Promote command)
    {
        // A registered account is never overwritten (contract.md (b) 8).
        if (await accounts.FindByDeviceAsync(Device, CancellationToken.None) is { Role: AccountRole.Visitor } guest)
            return await GrainFactory.GetGrain<IUserGrain>(guest.Id.Value).PromoteAsync(command);

        var outcome = await GrainFactory.GetGrain<IUsernameGrain>(UsernameKey.Of(command.Username)).RegisterAsync(new RegisterAccount
        {
            Username = command.Username,
            PasswordHash = command.PasswordHash,
            Role = AccountRole.User,
            TokenId = command.SignIn.TokenId,
            App = command.SignIn.App,
            Address = command.SignIn.Address,
        });
        return outcome.IsAccepted ? SignInOutcome.Accept(new UserProfile(outcome.Account, "")) : SignInOutcome.Reject(outcome.Error);
    }

    private Task<SignInOutcome> VisitAsync(UserId user, EnterDevice command, string tokenId) =>
        GrainFactory.GetGrain<IUserGrain>(user.Value).VisitAsync(new Visit
        {
            TokenId = tokenId,
            Device = Device,
            Description = command.Description,
            Address = command.Address,
        });

    private async Task<SignInOutcome> MakeGuestAsync(EnterDevice command, string tokenId)
    {
        foreach (var name in GuestNames.For(Device))
        {
            var outcome = await GrainFactory.GetGrain<IUsernameGrain>(UsernameKey.Of(name)).RegisterAsync(new RegisterAccount
            {
                Username = name,
                Role = AccountRole.Visitor,
                Device = Device,
                TokenId = tokenId,
                App = Device,
                Address = command.Address,
                DeviceDescription = command.Description,
            });
            if (outcome.IsAccepted) return SignInOutcome.Accept(new UserProfile(outcome.Account, ""));

            // Refused for the name or for the device: another activation of this grain may have been faster.
            if (await accounts.FindByDeviceAsync(Device, CancellationToken.None) is { } known) return await VisitAsync(known.Id, command, tokenId);
        }

        return SignInOutcome.Reject(ChatError.UsernameTaken);
    }
}
