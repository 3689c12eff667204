namespace OrleansChat.Tests.Engine;

public sealed record UnmarkedRecord(int Value);
