namespace OrleansChat.Sessions;

/// <summary>Where a session stands on its way to being fed.</summary>
internal enum SessionState
{
    /// <summary>Its user's grain does not know it yet.</summary>
    Opening,

    /// <summary>Known, and waiting for the app to ask for its backlog.</summary>
    Waiting,

    /// <summary>Armed, but another socket of the app is fed, or it has not asked yet.</summary>
    Silent,

    /// <summary>Asks to be the one that is fed.</summary>
    Claiming,

    /// <summary>The one that is fed.</summary>
    Fed,

    /// <summary>Told to let go: writes nothing more and waits for its last receipts.</summary>
    Releasing,

    /// <summary>Over.</summary>
    Closed,
}
