namespace OrleansChat.Storage;

/// <summary>Tells whether the stores of this process can write (for <c>/readyz</c>).</summary>
public interface IStoreHealth
{
    /// <summary>Makes a mark durable the way every write becomes durable, through the writer's queue. A mark younger than a second is not
    /// made again, so that asking often costs nothing.</summary>
    /// <exception cref="StoreBusyException">The writer's queue is full, or the store is closed.</exception>
    /// <exception cref="StoreOutcomeUnknownException">The disk refused the write.</exception>
    /// <exception cref="OperationCanceledException">No answer in time.</exception>
    Task ProbeAsync(CancellationToken cancellationToken);
}
