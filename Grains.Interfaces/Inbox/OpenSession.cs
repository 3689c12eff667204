using Orleans;
using Orleans.Concurrency;
using OrleansChat.Delivery;

namespace OrleansChat.Inbox;

/// <summary>A socket that has just been accepted.</summary>
[GenerateSerializer, Immutable, Alias("chat.open-session")]
public sealed record OpenSession
{
    /// <summary>The socket, named once and never again.</summary>
    [Id(0)] public required Guid Session { get; init; }

    /// <summary>Whose cursor it moves: a device id, or one name for logins without a device; 1 to 200 characters.</summary>
    [Id(1)] public required string App { get; init; }

    /// <summary>Starts at the head of the log and moves no stored cursor: a visitor session of a registered account (design.md 3.8).</summary>
    [Id(2)] public bool IsTransient { get; init; }

    /// <summary>The process that holds it.</summary>
    [Id(3)] public required FrontendRef Frontend { get; init; }

    /// <summary>Set when a frontend tells a new activation of sessions that are there already: where the socket stands.</summary>
    [Id(4)] public bool IsFed { get; init; }
}
