using Orleans;
using Orleans.Concurrency;

namespace OrleansChat.Inbox;

/// <summary>The answer to a session that asked to be fed.</summary>
/// <param name="IsGranted">Whether it is the one to feed; false when a newer session of the app is.</param>
/// <param name="Confirmed">Where to start: the highest sequence that the app has confirmed.</param>
[GenerateSerializer, Immutable, Alias("chat.claim-feed-outcome")]
public sealed record ClaimFeedOutcome([property: Id(0)] bool IsGranted, [property: Id(1)] long Confirmed);
