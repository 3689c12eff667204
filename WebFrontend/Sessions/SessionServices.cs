using OrleansChat.Delivery;
using OrleansChat.Users;

namespace OrleansChat.Sessions;

/// <summary>What every session of this frontend works with.</summary>
internal sealed record SessionServices
{
    /// <summary>The feeds of logs.</summary>
    public required LogFeeds Feeds { get; init; }

    /// <summary>Where receipts are collected.</summary>
    public required ConfirmQueue Confirms { get; init; }

    /// <summary>The grain of a user.</summary>
    public required Func<UserId, IUserGrain> UserOf { get; init; }

    /// <summary>This process.</summary>
    public required FrontendRef Frontend { get; init; }

    /// <summary>The bounds.</summary>
    public required ChatSessionOptions Options { get; init; }

    /// <summary>The clock.</summary>
    public required TimeProvider Clock { get; init; }

    /// <summary>The log.</summary>
    public required SessionLog Log { get; init; }
}
