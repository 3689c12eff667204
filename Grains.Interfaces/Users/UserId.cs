using Orleans;
using Orleans.Concurrency;

namespace OrleansChat.Users;

/// <summary>A user's number: positive, at most 2^53 so that a JavaScript client keeps it exactly (contract.md 1.4).</summary>
[GenerateSerializer, Immutable, Alias("chat.uid")]
public readonly record struct UserId([property: Id(0)] long Value)
{
    /// <summary>The largest integer that a JavaScript number holds exactly.</summary>
    public const long ValueMax = 1L << 53;

    /// <summary>Whether the number can be a user's at all.</summary>
    public bool IsValid => Value is > 0 and <= ValueMax;

    /// <inheritdoc/>
    public override string ToString() => Value.ToString();
}
