namespace OrleansChat.Tests.Engine;

/// <summary>A cluster of its own for tests that disturb others.</summary>
public sealed class OwnEngineFixture : EngineFixture;
