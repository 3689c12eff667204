namespace OrleansChat.Storage;

/// <summary>What a <see cref="WriteQueue{TItem}"/> said to an item.</summary>
internal enum WriteQueueEntry
{
    /// <summary>It will be taken, in its turn.</summary>
    Accepted,

    /// <summary>The queue is at its bound.</summary>
    Full,

    /// <summary>The queue takes nothing more.</summary>
    Closed,
}
