namespace OrleansChat.Load.Clients;

/// <summary>What the server gave a registered user; the token is used as it came and never replaced by a login.</summary>
internal sealed record Account(long Id, string Username, string Token);
