namespace OrleansChat.Load.Clients;

/// <summary>How a client gives up a connection.</summary>
internal enum CutKind
{
    /// <summary>TCP reset: what either side has not read is gone.</summary>
    Reset = 1,

    /// <summary>TCP end without a close frame, as when an app is killed.</summary>
    Silent = 2,

    /// <summary>A proper close frame first, as when a page is left.</summary>
    CloseFrame = 3,
}
