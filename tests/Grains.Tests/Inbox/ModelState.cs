namespace OrleansChat.Tests.Inbox;

/// <summary>Where a socket of the model stands.</summary>
internal enum ModelState
{
    Silent,
    Claiming,
    Fed,
    Releasing,
    Closed,
}
