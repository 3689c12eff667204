using System.Collections.Immutable;
using Orleans;
using OrleansChat.Storage;

namespace OrleansChat.Users;

/// <summary>See <see cref="IUserDirectoryGrain"/>.</summary>
public sealed class UserDirectoryGrain(IAccountStore accounts) : Grain, IUserDirectoryGrain
{
    private const int HitsMax = 50;

    /// <inheritdoc/>
    public Task<UserId> FindByUuidAsync(Guid uuid) => accounts.FindByUuidAsync(uuid, CancellationToken.None);

    /// <inheritdoc/>
    public async Task<ImmutableArray<FoundUser>> SearchAsync(string keyword, UserId except) =>
        [.. await accounts.SearchAsync(keyword, except, HitsMax, CancellationToken.None)];
}
