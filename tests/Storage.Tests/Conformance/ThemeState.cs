using Orleans;

namespace OrleansChat.Tests.Storage.Conformance;

/// <summary>A grain's state, for the tests of grain storage.</summary>
[GenerateSerializer, Alias("tests.theme")]
public sealed record ThemeState
{
    [Id(0)] public string Name { get; set; } = "plain";

    [Id(1)] public int Changes { get; set; }
}
