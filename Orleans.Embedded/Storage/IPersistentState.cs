using Orleans.Core;

namespace Orleans.Runtime;

/// <summary>A stored state, injected by <see cref="PersistentStateAttribute"/> and read before activation.</summary>
/// <typeparam name="TState">The type of the state.</typeparam>
public interface IPersistentState<TState> : IStorage<TState>
{
}
