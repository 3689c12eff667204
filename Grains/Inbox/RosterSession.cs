namespace OrleansChat.Inbox;

/// <summary>One open socket of a user, as the user's grain knows it.</summary>
/// <param name="Opened">What it opened with.</param>
/// <param name="Order">Its place in the order of opening: the higher one is the newer one.</param>
/// <param name="StartsAt">Where a transient session starts: at its connect, later at its last receipt; unused for others.</param>
public sealed record RosterSession(OpenSession Opened, long Order, long StartsAt)
{
    /// <summary>Whether it is fed.</summary>
    public FeedState Feed { get; init; }

    /// <summary>Whether it is the holder by its frontend's word only, and never asked this activation.</summary>
    public bool IsPresumed { get; init; }

    /// <summary>Its name.</summary>
    public Guid Id => Opened.Session;

    /// <summary>
    /// Whether it lets go when the other one is fed: another session of the same app, unless it is a login's and the other one a transient one.
    /// Clients keep one history for both (contract.md (b) 29), and who knows a device id must not take a login's messages away.
    /// </summary>
    public bool YieldsTo(RosterSession other) =>
        string.Equals(Opened.App, other.Opened.App, StringComparison.Ordinal) && (Opened.IsTransient || !other.Opened.IsTransient);

    /// <summary>Whether it belongs to the same app, and is no less transient.</summary>
    public bool SharesFeedWith(RosterSession other) =>
        Opened.IsTransient == other.Opened.IsTransient && string.Equals(Opened.App, other.Opened.App, StringComparison.Ordinal);
}
