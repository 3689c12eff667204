using OrleansChat.Accounts;

namespace OrleansChat.Storage;

/// <summary>What a registration writes.</summary>
/// <param name="Account">The account.</param>
/// <param name="PasswordHash">The salted hash; null for a guest, who has no password.</param>
public sealed record NewAccount(UserAccount Account, string? PasswordHash);
