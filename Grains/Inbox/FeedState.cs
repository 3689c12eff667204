namespace OrleansChat.Inbox;

/// <summary>Whether a session is the one of its app that is fed.</summary>
public enum FeedState
{
    /// <summary>Open and silent.</summary>
    Silent,

    /// <summary>The one that is fed, or that will be as soon as the one before has let go.</summary>
    Holder,

    /// <summary>Told to stop; its last receipts may still come.</summary>
    Releasing,
}
