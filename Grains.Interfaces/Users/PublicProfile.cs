using Orleans;
using Orleans.Concurrency;

namespace OrleansChat.Users;

/// <summary>What anybody may know of a user; the frontend chooses the columns (contract.md 6.4).</summary>
/// <param name="Profile">The account and its settings.</param>
/// <param name="Info">What the user tells about themselves.</param>
[GenerateSerializer, Immutable, Alias("chat.public-profile")]
public sealed record PublicProfile([property: Id(0)] UserProfile Profile, [property: Id(1)] UserInfo Info);
