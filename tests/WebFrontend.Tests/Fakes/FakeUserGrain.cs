using System.Collections.Concurrent;
using System.Text;
using OrleansChat.Inbox;
using OrleansChat.Logs;
using OrleansChat.Users;

namespace OrleansChat.Tests.Fakes;

public sealed class FakeUserGrain(FakeUsers users, long id) : IUserGrain
{
    private int _reads;

    public UserProfile? Profile { get; set; }

    public ConcurrentQueue<SendMessage> Sent { get; } = new();

    public ConcurrentQueue<RevokeMessage> Revoked { get; } = new();

    public ConcurrentQueue<string> Armed { get; } = new();

    /// <summary>How often the profile was read.</summary>
    public int Reads => _reads;

    /// <summary>When set, reads of the profile wait for it.</summary>
    public Task? Hold { get; set; }

    /// <summary>What the next sends are answered.</summary>
    public ChatError SendError { get; set; }

    public async Task<UserProfile?> GetProfileAsync()
    {
        Interlocked.Increment(ref _reads);
        users.ThrowIfOut();
        var profile = Profile;
        if (Hold is { } hold) await hold;
        return profile;
    }

    public Task<SignInOutcome> SignInAsync(SignIn command)
    {
        users.ThrowIfOut();
        if (Profile is not { Account.Status: 1 }) return Task.FromResult(SignInOutcome.Reject(ChatError.AccountMissingOrDisabled));
        Profile = Profile with { Account = Profile.Account with { UserTokenId = command.TokenId, UserTokenApp = command.App, LastLoginAt = 1_800_000_001_002, LastLoginFrom = command.Address } };
        return Task.FromResult(SignInOutcome.Accept(Profile));
    }

    public Task<ChatError> SetUsersetAsync(string userset)
    {
        users.ThrowIfOut();
        if (Profile is null) return Task.FromResult(ChatError.AccountMissingOrDisabled);
        Profile = Profile with { Userset = userset };
        return Task.FromResult(ChatError.None);
    }

    public Task SignOutAsync(string tokenId)
    {
        users.ThrowIfOut();
        if (Profile?.Account.UserTokenId == tokenId) Profile = Profile with { Account = Profile.Account with { UserTokenId = null, UserTokenApp = null } };
        return Task.CompletedTask;
    }

    public Task<PublicProfile?> GetPublicProfileAsync() => throw new NotSupportedException();

    public Task<ChatError> ChangeProfileAsync(ProfileField field, string value) => throw new NotSupportedException();

    public Task<ProfileField> TakeRecentChangeAsync() => throw new NotSupportedException();

    public Task<ChatError> SetPasswordAsync(SetPassword command) => throw new NotSupportedException();

    public Task<SignInOutcome> VisitAsync(Visit command) => throw new NotSupportedException();

    public Task<SignInOutcome> PromoteAsync(Promote command) => throw new NotSupportedException();

    public Task<SendOutcome> SendAsync(SendMessage command)
    {
        users.ThrowIfOut();
        if (SendError != ChatError.None) return Task.FromResult(SendOutcome.Reject(SendError));
        if (Profile is null) return Task.FromResult(SendOutcome.Reject(ChatError.ReceiverMissingOrDisabled));
        Sent.Enqueue(command);
        return Task.FromResult(SendOutcome.Accept(Encoding.UTF8.GetBytes($$"""{"id":"m1","to_id":{{id}},"from_id":{{command.Sender.Id}},"data":{{command.Data}}}""")));
    }

    public Task<RevokeOutcome> RevokeAsync(RevokeMessage command)
    {
        users.ThrowIfOut();
        if (SendError != ChatError.None) return Task.FromResult(RevokeOutcome.Reject(SendError));
        if (Profile is null) return Task.FromResult(RevokeOutcome.Reject(ChatError.RevokeTooLate));
        Revoked.Enqueue(command);
        return Task.FromResult(RevokeOutcome.Accept(Encoding.UTF8.GetBytes($$"""{"id":"{{command.MessageId}}","to_id":{{id}},"actionType":"revoke"}""")));
    }

    public Task ArmAsync(string app)
    {
        users.ThrowIfOut();
        Armed.Enqueue(app);
        return Task.CompletedTask;
    }

    public Task<LogPage> ReadAsync(long afterSequence, int entriesMax, int bytesMax) => throw new NotSupportedException();

    public Task<OpenSessionOutcome> OpenSessionAsync(OpenSession command) => throw new NotSupportedException();

    public Task<ClaimFeedOutcome> ClaimFeedAsync(Guid session) => throw new NotSupportedException();

    public Task ReleasedAsync(Guid session) => throw new NotSupportedException();

    public Task<bool> ConfirmAsync(Guid session, LogId log, long sequence) => throw new NotSupportedException();

    public Task CloseSessionAsync(Guid session) => throw new NotSupportedException();
}
