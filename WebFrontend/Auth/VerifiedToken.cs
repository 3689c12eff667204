namespace OrleansChat.Auth;

/// <summary>A token whose signature is good.</summary>
/// <param name="Verdict">What it says.</param>
/// <param name="ExpiresAt">When it ends; null when it does not.</param>
internal sealed record VerifiedToken(TokenVerdict Verdict, DateTimeOffset? ExpiresAt);
