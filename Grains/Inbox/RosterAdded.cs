using System.Collections.Immutable;

namespace OrleansChat.Inbox;

/// <summary>What follows from a session that was added.</summary>
/// <param name="Evicted">The session that must end because there are too many; null when there is room.</param>
/// <param name="Next">The session that may ask for the feed of the evicted one; null when nobody waits for it.</param>
/// <param name="Releases">The sessions that are fed and must let go.</param>
public readonly record struct RosterAdded(RosterSession? Evicted, RosterSession? Next, ImmutableArray<RosterSession> Releases);
