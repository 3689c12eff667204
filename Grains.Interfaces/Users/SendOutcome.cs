using System.Diagnostics.CodeAnalysis;
using Orleans;
using Orleans.Concurrency;

namespace OrleansChat.Users;

/// <summary>The answer to <see cref="SendMessage"/>.</summary>
[GenerateSerializer, Immutable, Alias("chat.send-outcome")]
public sealed record SendOutcome
{
    /// <summary>The message object of contract.md 4.2 as UTF-8 JSON, durable; null when it was refused.</summary>
    [Id(0)] public byte[]? Message { get; init; }

    /// <summary>Why it was refused.</summary>
    [Id(1)] public ChatError Error { get; init; }

    /// <summary>Whether the message is durable.</summary>
    [MemberNotNullWhen(true, nameof(Message))]
    public bool IsAccepted => Message is not null;

    /// <summary>The message is durable.</summary>
    public static SendOutcome Accept(byte[] message) => new() { Message = message };

    /// <summary>Nothing was written.</summary>
    public static SendOutcome Reject(ChatError error) => new() { Error = error };
}
