using System.Collections.Concurrent;
using OrleansChat.Accounts;
using OrleansChat.Users;

namespace OrleansChat.Tests.Fakes;

/// <summary>The accounts that the fake grains share.</summary>
public sealed class FakeUsers
{
    private readonly ConcurrentDictionary<long, FakeUserGrain> _users = new();
    private readonly ConcurrentDictionary<string, FakeUsernameGrain> _names = new(StringComparer.Ordinal);
    private long _lastId;

    /// <summary>When set, every call of a grain fails with it.</summary>
    public Func<Exception>? Outage { get; set; }

    public FakeUserGrain User(long id) => _users.GetOrAdd(id, key => new FakeUserGrain(this, key));

    public FakeUsernameGrain Name(string key) => _names.GetOrAdd(key, _ => new FakeUsernameGrain(this));

    public UserAccount Add(string username, AccountRole role = AccountRole.User, int status = 1, string? tokenId = null, string? app = null)
    {
        var id = new UserId(Interlocked.Increment(ref _lastId));
        var account = new UserAccount
        {
            Id = id,
            Uuid = Guid.NewGuid(),
            Username = username,
            Role = role,
            Status = status,
            UserTokenId = tokenId,
            UserTokenApp = app,
            RegisteredAt = 1_800_000_000_000,
        };
        User(id.Value).Profile = new UserProfile(account, "");
        return account;
    }

    public void ThrowIfOut()
    {
        if (Outage is { } outage) throw outage();
    }
}
