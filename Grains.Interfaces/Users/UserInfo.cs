using Orleans;
using Orleans.Concurrency;

namespace OrleansChat.Users;

/// <summary>What a user tells about themselves: contract.md 2.2. Every account has one.</summary>
/// <param name="Id">The row's number.</param>
/// <param name="Gender"><c>male</c>, <c>female</c> or <c>unknown</c>.</param>
/// <param name="Birthday">The birthday; null when not told.</param>
/// <param name="Bio">A sentence; null when not told.</param>
/// <param name="Location">A place; null when not told.</param>
/// <param name="Website">A page; null when not told.</param>
[GenerateSerializer, Immutable, Alias("chat.user-info")]
public sealed record UserInfo(
    [property: Id(0)] long Id, [property: Id(1)] string Gender, [property: Id(2)] string? Birthday,
    [property: Id(3)] string? Bio, [property: Id(4)] string? Location, [property: Id(5)] string? Website);
