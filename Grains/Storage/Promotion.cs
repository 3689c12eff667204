using OrleansChat.Users;

namespace OrleansChat.Storage;

/// <summary>A guest's row becomes a registered user's; number, UUID and everything that hangs on them stay.</summary>
/// <param name="User">The guest.</param>
/// <param name="Username">The name to log in with.</param>
/// <param name="PasswordHash">The salted hash.</param>
/// <param name="Login">The first login, part of the same transaction.</param>
public sealed record Promotion(UserId User, string Username, string PasswordHash, LoginRecord Login);
