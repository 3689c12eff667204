namespace OrleansChat.Tests.EndToEnd;

/// <summary>A registered user and a token of theirs.</summary>
internal sealed record TestUser(long Id, string Username, string Token);
