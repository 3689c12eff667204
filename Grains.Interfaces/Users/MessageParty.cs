using Orleans;
using Orleans.Concurrency;
using OrleansChat.Accounts;

namespace OrleansChat.Users;

/// <summary>One side of a message, as the other side sees it.</summary>
/// <param name="Id">The user.</param>
/// <param name="Uuid">The user's public UUID.</param>
/// <param name="Name">The name to show; never null (contract.md 1.4).</param>
/// <param name="Avatar">The picture's URL; never null.</param>
[GenerateSerializer, Immutable, Alias("chat.party")]
public sealed record MessageParty([property: Id(0)] UserId Id, [property: Id(1)] Guid Uuid, [property: Id(2)] string Name, [property: Id(3)] string Avatar)
{
    /// <summary>The party that an account is.</summary>
    public static MessageParty Of(UserAccount account) => new(account.Id, account.Uuid, account.DisplayName, account.Avatar);
}
