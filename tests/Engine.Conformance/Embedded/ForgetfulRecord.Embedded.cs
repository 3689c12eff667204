using Orleans;

namespace OrleansChat.Tests.Engine;

/// <summary>One member lacks its [Id].</summary>
[GenerateSerializer]
public sealed record ForgetfulRecord
{
    [Id(0)]
    public int Carried { get; init; }

    public int Forgotten { get; init; }
}
