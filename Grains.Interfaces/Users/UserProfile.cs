using Orleans;
using Orleans.Concurrency;
using OrleansChat.Accounts;

namespace OrleansChat.Users;

/// <summary>An account with the settings that its user stored.</summary>
/// <param name="Account">The account's row.</param>
/// <param name="Userset">The settings text of contract.md 2.7, stored verbatim; empty when never set.</param>
[GenerateSerializer, Immutable, Alias("chat.profile")]
public sealed record UserProfile([property: Id(0)] UserAccount Account, [property: Id(1)] string Userset);
