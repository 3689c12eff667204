using System.Diagnostics.CodeAnalysis;
using Orleans;
using Orleans.Concurrency;

namespace OrleansChat.Users;

/// <summary>The answer to <see cref="RevokeMessage"/>.</summary>
[GenerateSerializer, Immutable, Alias("chat.revoke-outcome")]
public sealed record RevokeOutcome
{
    /// <summary>The revoke message of contract.md 6.9 as UTF-8 JSON, durable; null when it was refused.</summary>
    [Id(0)] public byte[]? Message { get; init; }

    /// <summary>Why it was refused.</summary>
    [Id(1)] public ChatError Error { get; init; }

    /// <summary>Whether the revoke is durable and the content gone.</summary>
    [MemberNotNullWhen(true, nameof(Message))]
    public bool IsAccepted => Message is not null;

    /// <summary>The revoke is durable.</summary>
    public static RevokeOutcome Accept(byte[] message) => new() { Message = message };

    /// <summary>Nothing was written.</summary>
    public static RevokeOutcome Reject(ChatError error) => new() { Error = error };
}
