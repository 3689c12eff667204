namespace Orleans.Core;

/// <summary>One stored state of one grain.</summary>
/// <typeparam name="TState">The type of the state.</typeparam>
public interface IStorage<TState> : IStorage
{
    /// <summary>The state in memory; what was not written is lost with the activation.</summary>
    TState State { get; set; }
}
