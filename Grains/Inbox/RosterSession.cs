namespace OrleansChat.Inbox;

/// <summary>One open socket of a user, as the user's grain knows it.</summary>
/// <param name="Opened">What it opened with.</param>
/// <param name="Order">Its place in the order of opening: the higher one is the newer one.</param>
/// <param name="StartsAt">Where a transient session starts; unused for others.</param>
public sealed record RosterSession(OpenSession Opened, long Order, long StartsAt)
{
    /// <summary>Whether it is fed.</summary>
    public FeedState Feed { get; init; }

    /// <summary>Its name.</summary>
    public Guid Id => Opened.Session;

    /// <summary>Whether it belongs to the same app, and is no less transient.</summary>
    public bool SharesFeedWith(RosterSession other) =>
        Opened.IsTransient == other.Opened.IsTransient && string.Equals(Opened.App, other.Opened.App, StringComparison.Ordinal);
}
