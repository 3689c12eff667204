using OrleansChat.Logs;
using OrleansChat.Users;

namespace OrleansChat.Tests.Sessions;

/// <content>What a session never asks of its user's grain.</content>
internal sealed partial class ScriptedUser
{
    public Task<LogPage> ReadAsync(long afterSequence, int entriesMax, int bytesMax) => throw new NotSupportedException();

    public Task<UserProfile?> GetProfileAsync() => throw new NotSupportedException();

    public Task<PublicProfile?> GetPublicProfileAsync() => throw new NotSupportedException();

    public Task<SignInOutcome> SignInAsync(SignIn command) => throw new NotSupportedException();

    public Task SignOutAsync(string tokenId) => throw new NotSupportedException();

    public Task<ChatError> SetUsersetAsync(string userset) => throw new NotSupportedException();

    public Task<ChatError> ChangeProfileAsync(ProfileField field, string value) => throw new NotSupportedException();

    public Task<ProfileField> TakeRecentChangeAsync() => throw new NotSupportedException();

    public Task<ChatError> SetPasswordAsync(SetPassword command) => throw new NotSupportedException();

    public Task<SignInOutcome> VisitAsync(Visit command) => throw new NotSupportedException();

    public Task<SignInOutcome> PromoteAsync(Promote command) => throw new NotSupportedException();

    public Task<SendOutcome> SendAsync(SendMessage command) => throw new NotSupportedException();

    public Task<RevokeOutcome> RevokeAsync(RevokeMessage command) => throw new NotSupportedException();

    public Task ArmAsync(string app) => throw new NotSupportedException();
}
