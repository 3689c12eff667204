using Orleans;
using Orleans.Concurrency;

namespace OrleansChat.Users;

/// <summary>A single message on its way into its receiver's inbox. Its identity is the authenticated caller's.</summary>
[GenerateSerializer, Immutable, Alias("chat.send")]
public sealed record SendMessage
{
    /// <summary>Who sends it.</summary>
    [Id(0)] public required MessageParty Sender { get; init; }

    /// <summary>The message type of contract.md 4.4.</summary>
    [Id(1)] public required string Type { get; init; }

    /// <summary>The content object of contract.md 4.3 as JSON text; always valid JSON (contract.md (b) 22).</summary>
    [Id(2)] public required string Data { get; init; }

    /// <summary>The sender's extra options as JSON; null when absent or undecodable (contract.md (b) 23).</summary>
    [Id(3)] public string? Options { get; init; }

    /// <summary>The client's idempotency key (<c>clientMsgId</c>, 1 to 64 characters), or null.</summary>
    [Id(4)] public string? ClientKey { get; init; }
}
