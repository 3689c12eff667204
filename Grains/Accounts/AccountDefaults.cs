namespace OrleansChat.Accounts;

/// <summary>What a new account starts with.</summary>
/// <param name="Avatar">The picture's URL (<c>Chat:DefaultAvatar</c>); never empty, because clients call string functions on it (contract.md (b) 66).</param>
/// <param name="NewUuid">Makes the public UUID; a simulation brings a seeded one.</param>
public sealed record AccountDefaults(string Avatar, Func<Guid> NewUuid)
{
    /// <summary>The picture of an account that has set none: a path on this server, which clients put behind their base address.</summary>
    public const string DefaultAvatar = "/public/default-avatar.png";
}
