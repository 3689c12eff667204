using Orleans;
using Orleans.Concurrency;

namespace OrleansChat.Users;

/// <summary>One hit of a search: a registered user that is not disabled.</summary>
/// <param name="Id">The user.</param>
/// <param name="Uuid">The public UUID.</param>
/// <param name="Username">The name that was searched.</param>
/// <param name="Nickname">The name it shows; empty when never set.</param>
/// <param name="Avatar">The picture's URL.</param>
[GenerateSerializer, Immutable, Alias("chat.found-user")]
public sealed record FoundUser(
    [property: Id(0)] UserId Id, [property: Id(1)] Guid Uuid, [property: Id(2)] string Username, [property: Id(3)] string Nickname, [property: Id(4)] string Avatar);
