namespace OrleansChat.Storage;

/// <summary>One thing that a caller wants durable, and the promise of its answer.</summary>
internal abstract class WriteItem
{
    /// <summary>What it holds in memory while it waits, about.</summary>
    public abstract int Bytes { get; }

    /// <summary>Tells the caller what became of it. Only after the transaction that holds it is durable.</summary>
    public abstract void Complete();

    /// <summary>Tells the caller that its transaction failed.</summary>
    public abstract void Fail(Exception exception);
}
