using OrleansChat.Accounts;
using OrleansChat.Storage;

namespace OrleansChat.Users;

// The account's half: each change is one row's transaction, then memory follows, then the frontends forget the caller.
public sealed partial class UserGrain
{
    private readonly RecentChange _recentChange = new();

    private long Now => services.Clock.GetUtcNow().ToUnixTimeMilliseconds();

    /// <inheritdoc/>
    public async Task<PublicProfile?> GetPublicProfileAsync()
    {
        await LoadAccountIfMissingAsync();
        if (_account is not { Status: 1 }) return null;
        return await accounts.FindInfoAsync(Id, CancellationToken.None) is { } info ? new PublicProfile(new UserProfile(_account, _userset), info) : null;
    }

    /// <inheritdoc/>
    public async Task<SignInOutcome> SignInAsync(SignIn command)
    {
        await LoadAccountIfMissingAsync();
        if (_account is not { Status: 1 }) return SignInOutcome.Reject(ChatError.AccountMissingOrDisabled);

        var now = Now;
        if (!await WriteAsync(accounts.RecordLoginAsync(Id, command.TokenId, command.App, now, command.Address)))
            return SignInOutcome.Reject(ChatError.AccountMissingOrDisabled);

        _account = AccountChanges.SignedIn(_account, command, now);
        await ForgetCallersAsync();
        return SignInOutcome.Accept(new UserProfile(_account, _userset));
    }

    /// <inheritdoc/>
    public async Task SignOutAsync(string tokenId)
    {
        await LoadAccountIfMissingAsync();
        if (_account is null || !string.Equals(_account.UserTokenId, tokenId, StringComparison.Ordinal)) return;
        await WriteAsync(accounts.ClearUserTokenAsync(Id, tokenId));
        _account = _account with { UserTokenId = null, UserTokenApp = null };
        await ForgetCallersAsync();
    }

    /// <inheritdoc/>
    public async Task<SignInOutcome> VisitAsync(Visit command)
    {
        await LoadAccountIfMissingAsync();
        if (_account is not { Status: 1 }) return SignInOutcome.Reject(ChatError.AccountMissingOrDisabled);

        var now = Now;
        var login = new LoginRecord(command.TokenId, command.Device, now, command.Address);
        if (!await WriteAsync(accounts.RecordVisitAsync(Id, login, command.Description))) return SignInOutcome.Reject(ChatError.AccountMissingOrDisabled);

        _account = AccountChanges.Visited(_account, command, now);
        await ForgetCallersAsync();
        return SignInOutcome.Accept(new UserProfile(_account, _userset));
    }

    /// <inheritdoc/>
    public async Task<SignInOutcome> PromoteAsync(Promote command)
    {
        await LoadAccountIfMissingAsync();
        if (_account is not { Status: 1 }) return SignInOutcome.Reject(ChatError.AccountMissingOrDisabled);

        var now = Now;
        var login = new LoginRecord(command.SignIn.TokenId, command.SignIn.App, now, command.SignIn.Address);
        switch (await WriteAsync(accounts.PromoteAsync(new Promotion(Id, command.Username, command.PasswordHash, login))))
        {
            case PromotionResult.UsernameTaken: return SignInOutcome.Reject(ChatError.UsernameTaken);
            case PromotionResult.NoGuest: return SignInOutcome.Reject(ChatError.AccountMissingOrDisabled);
        }

        _account = AccountChanges.SignedIn(_account, command.SignIn, now) with { Username = command.Username, Role = AccountRole.User };
        await ForgetCallersAsync();
        return SignInOutcome.Accept(new UserProfile(_account, _userset));
    }

    /// <inheritdoc/>
    public async Task<ChatError> ChangeProfileAsync(ProfileField field, string value)
    {
        await LoadAccountIfMissingAsync();
        var now = Now;
        var (changed, error) = AccountChanges.Decide(_account, field, value, now);
        if (changed is null) return error;
        if (!await WriteAsync(accounts.UpdateProfileAsync(changed))) return ChatError.ProfileMissing;

        _account = changed;
        _recentChange.Set(field, now);
        await ForgetCallersAsync();
        return ChatError.None;
    }

    /// <inheritdoc/>
    public Task<ProfileField> TakeRecentChangeAsync() => Task.FromResult(_recentChange.Take(Now));

    /// <inheritdoc/>
    public async Task<ChatError> SetPasswordAsync(SetPassword command)
    {
        await LoadAccountIfMissingAsync();
        if (_account is not { Status: 1 }) return ChatError.PasswordOwnerMissing;

        var now = Now;
        var login = new LoginRecord(command.TokenId, command.App, now, _account.LastLoginFrom);
        if (!await WriteAsync(accounts.ChangePasswordAsync(Id, command.CheckedHash, command.NewHash, login))) return ChatError.OldPasswordWrong;

        _account = AccountChanges.OnlyToken(_account, command, now);
        await ForgetCallersAsync();
        return ChatError.None;
    }

    /// <inheritdoc/>
    public async Task<ChatError> SetUsersetAsync(string userset)
    {
        await LoadAccountIfMissingAsync();
        if (_account is not { Status: 1 }) return ChatError.AccountMissingOrDisabled;
        settings.State.Userset = userset;
        await WriteAsync(WriteSettingsAsync());
        _userset = userset;
        await ForgetCallersAsync();
        return ChatError.None;

        async Task<bool> WriteSettingsAsync()
        {
            await settings.WriteStateAsync();
            return true;
        }
    }

    private async Task<TResult> WriteAsync<TResult>(Task<TResult> write)
    {
        try
        {
            return await write;
        }
        catch
        {
            // On disk or not? Only a fresh load knows.
            DeactivateOnIdle();
            throw;
        }
    }
}
