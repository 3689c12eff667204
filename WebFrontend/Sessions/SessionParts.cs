using Microsoft.Extensions.Options;
using Orleans;
using OrleansChat.Delivery;

namespace OrleansChat.Sessions;

/// <summary>What the container brings to sessions.</summary>
internal sealed record SessionParts(
    LogFeeds Feeds,
    ConfirmQueue Confirms,
    IGrainFactory Grains,
    IOptions<ChatSessionOptions> Options,
    TimeProvider Clock,
    SessionLog Log);
