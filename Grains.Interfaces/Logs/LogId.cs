using Orleans;
using Orleans.Concurrency;
using OrleansChat.Users;

namespace OrleansChat.Logs;

/// <summary>Names a log: a durable sequence of entries with one owner, numbered densely from 1.</summary>
[GenerateSerializer, Immutable, Alias("chat.log")]
public readonly record struct LogId([property: Id(0)] LogKind Kind, [property: Id(1)] long Owner)
{
    /// <summary>The inbox of a user.</summary>
    public static LogId Of(UserId user) => new(LogKind.User, user.Value);

    /// <summary>The log as one integer, as it stands in the stores: owner times two plus kind.</summary>
    public long Value => (Owner << 1) | (long)Kind;

    /// <summary>Reads what <see cref="Value"/> wrote.</summary>
    public static LogId FromValue(long value) => new((LogKind)(value & 1), value >> 1);

    /// <inheritdoc/>
    public override string ToString() => $"{(Kind == LogKind.User ? "user" : "group")}:{Owner}";
}
