using Orleans;
using Orleans.Concurrency;

namespace OrleansChat.Inbox;

/// <summary>The answer to <see cref="OpenSession"/>.</summary>
[GenerateSerializer, Immutable, Alias("chat.open-session-outcome")]
public sealed record OpenSessionOutcome
{
    /// <summary>The highest sequence that the app has confirmed.</summary>
    [Id(0)] public long Confirmed { get; init; }

    /// <summary>The highest durable sequence.</summary>
    [Id(1)] public long Head { get; init; }

    /// <summary>Whether the app has asked for its backlog in the last seconds, so that the session need not wait for it.</summary>
    [Id(2)] public bool IsArmed { get; init; }

    /// <summary>Why the session cannot be.</summary>
    [Id(3)] public ChatError Error { get; init; }
}
