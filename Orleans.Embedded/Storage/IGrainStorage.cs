using Orleans.Runtime;

namespace Orleans.Storage;

/// <summary>A store of grain states, registered as a keyed service under its name.</summary>
public interface IGrainStorage
{
    /// <summary>Reads a record into <paramref name="grainState"/>.</summary>
    /// <typeparam name="T">The type of the state.</typeparam>
    /// <param name="stateName">Tells several states of one grain apart.</param>
    /// <param name="grainId">The grain.</param>
    /// <param name="grainState">Receives state, version and whether there is a record.</param>
    Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState);

    /// <summary>Reads a record into <paramref name="grainState"/>.</summary>
    /// <typeparam name="T">The type of the state.</typeparam>
    /// <param name="stateName">Tells several states of one grain apart.</param>
    /// <param name="grainId">The grain.</param>
    /// <param name="grainState">Receives state, version and whether there is a record.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState, CancellationToken cancellationToken) =>
        ReadStateAsync(stateName, grainId, grainState);

    /// <summary>Writes a record if its version is still the one of <paramref name="grainState"/>, and sets the new version.</summary>
    /// <typeparam name="T">The type of the state.</typeparam>
    /// <param name="stateName">Tells several states of one grain apart.</param>
    /// <param name="grainId">The grain.</param>
    /// <param name="grainState">The state and its version.</param>
    /// <exception cref="InconsistentStateException">The record has another version.</exception>
    Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState);

    /// <summary>Writes a record if its version is still the one of <paramref name="grainState"/>, and sets the new version.</summary>
    /// <typeparam name="T">The type of the state.</typeparam>
    /// <param name="stateName">Tells several states of one grain apart.</param>
    /// <param name="grainId">The grain.</param>
    /// <param name="grainState">The state and its version.</param>
    /// <param name="cancellationToken">Gives up waiting; the outcome is then unknown.</param>
    /// <exception cref="InconsistentStateException">The record has another version.</exception>
    Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState, CancellationToken cancellationToken) =>
        WriteStateAsync(stateName, grainId, grainState);

    /// <summary>Removes a record if its version is still the one of <paramref name="grainState"/>.</summary>
    /// <typeparam name="T">The type of the state.</typeparam>
    /// <param name="stateName">Tells several states of one grain apart.</param>
    /// <param name="grainId">The grain.</param>
    /// <param name="grainState">The state and its version.</param>
    /// <exception cref="InconsistentStateException">The record has another version.</exception>
    Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState);

    /// <summary>Removes a record if its version is still the one of <paramref name="grainState"/>.</summary>
    /// <typeparam name="T">The type of the state.</typeparam>
    /// <param name="stateName">Tells several states of one grain apart.</param>
    /// <param name="grainId">The grain.</param>
    /// <param name="grainState">The state and its version.</param>
    /// <param name="cancellationToken">Gives up waiting; the outcome is then unknown.</param>
    /// <exception cref="InconsistentStateException">The record has another version.</exception>
    Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState, CancellationToken cancellationToken) =>
        ClearStateAsync(stateName, grainId, grainState);
}
