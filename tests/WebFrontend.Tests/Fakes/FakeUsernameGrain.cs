using OrleansChat.Accounts;

namespace OrleansChat.Tests.Fakes;

public sealed class FakeUsernameGrain(FakeUsers users) : IUsernameGrain
{
    public PasswordRecord? Record { get; set; }

    public Task<PasswordRecord?> FindAsync()
    {
        users.ThrowIfOut();
        return Task.FromResult(Record);
    }

    public Task<RegisterOutcome> RegisterAsync(RegisterAccount command)
    {
        users.ThrowIfOut();
        if (Record is not null) return Task.FromResult(RegisterOutcome.Reject(ChatError.UsernameTaken));
        var account = users.Add(command.Username, command.Role, tokenId: command.TokenId, app: command.App);
        Record = new PasswordRecord(account.Id, command.PasswordHash, 1);
        return Task.FromResult(RegisterOutcome.Accept(account));
    }

    public Task UpgradeHashAsync(string passwordHash)
    {
        Record = new PasswordRecord(Record!.User, passwordHash, Record.Status);
        return Task.CompletedTask;
    }
}
