using System.Collections.Immutable;
using Orleans;
using Orleans.Concurrency;

namespace OrleansChat.Users;

/// <summary>Finds users by other things than their number. Holds nothing; the key is a shard, so that callers spread over silos.</summary>
[Alias("chat.directory")]
public interface IUserDirectoryGrain : IGrainWithIntegerKey
{
    /// <summary>The number of the account with this UUID; number 0 when there is none.</summary>
    /// <remarks>Callers: WebFrontend. Calls: no grain.
    /// Order: none. Idempotent: a read. Durable: shows committed rows only. Errors: none.</remarks>
    [Alias("by-uuid"), AlwaysInterleave] Task<UserId> FindByUuidAsync(Guid uuid);

    /// <summary>Registered users whose username contains a text: the exact name first, then names that begin with it, then the rest; at most 50.</summary>
    /// <remarks>Callers: WebFrontend, on every keystroke of a search. Calls: no grain.
    /// Order: as described, then by registration. Idempotent: a read. Durable: shows committed rows only. Errors: none.</remarks>
    [Alias("search"), AlwaysInterleave] Task<ImmutableArray<FoundUser>> SearchAsync(string keyword, UserId except);
}
