using Orleans;
using Orleans.Concurrency;
using OrleansChat.Users;

namespace OrleansChat.Accounts;

/// <summary>What a login is checked against. Stays inside the server.</summary>
/// <param name="User">The account.</param>
/// <param name="PasswordHash">Its hash; null when it has no password, so that no password fits.</param>
/// <param name="Status">1 normal, 0 disabled.</param>
[GenerateSerializer, Immutable, Alias("chat.password")]
public sealed record PasswordRecord([property: Id(0)] UserId User, [property: Id(1)] string? PasswordHash, [property: Id(2)] int Status)
{
    /// <summary>Without the hash, so that no log can show it.</summary>
    public override string ToString() => $"{nameof(PasswordRecord)} of {User}";
}
