using Orleans;
using Orleans.Concurrency;

namespace OrleansChat.Users;

/// <summary>A sender's wish to take a single message back. Its identity is the authenticated caller's.</summary>
[GenerateSerializer, Immutable, Alias("chat.revoke")]
public sealed record RevokeMessage
{
    /// <summary>Who asks for it.</summary>
    [Id(0)] public required MessageParty Sender { get; init; }

    /// <summary>The id of the message.</summary>
    [Id(1)] public required Guid MessageId { get; init; }
}
