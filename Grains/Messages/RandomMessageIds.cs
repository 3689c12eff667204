namespace OrleansChat.Messages;

/// <summary>Ids from the operating system's random source.</summary>
public sealed class RandomMessageIds : IMessageIds
{
    /// <inheritdoc/>
    public Guid Next() => Guid.NewGuid();
}
