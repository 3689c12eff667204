namespace OrleansChat.Accounts;

/// <summary>What a new account starts with.</summary>
/// <param name="Avatar">The picture's URL; empty lets the frontend show its own default.</param>
/// <param name="NewUuid">Makes the public UUID; a simulation brings a seeded one.</param>
public sealed record AccountDefaults(string Avatar, Func<Guid> NewUuid);
