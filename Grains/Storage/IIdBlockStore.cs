namespace OrleansChat.Storage;

/// <summary>Numbers handed out in blocks: a number is never handed out twice, but some may be lost with a process.</summary>
public interface IIdBlockStore
{
    /// <summary>Takes the next block of a sequence; completes when the claim is durable.</summary>
    /// <param name="name">The sequence, for example <c>user</c>.</param>
    /// <param name="count">How many numbers, 1 to 100,000.</param>
    /// <returns>The first number of the block; the first block of all starts at 1.</returns>
    Task<long> TakeBlockAsync(string name, int count);
}
