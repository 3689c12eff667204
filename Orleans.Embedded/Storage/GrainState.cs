namespace Orleans;

/// <summary>A state with its version.</summary>
/// <typeparam name="T">The type of the state.</typeparam>
[GenerateSerializer]
public sealed class GrainState<T> : IGrainState<T>
{
    /// <summary>Makes an empty state.</summary>
    public GrainState()
    {
    }

    /// <summary>Makes a state without a version.</summary>
    /// <param name="state">The state itself.</param>
    public GrainState(T? state) : this(state, null)
    {
    }

    /// <summary>Makes a state with a version.</summary>
    /// <param name="state">The state itself.</param>
    /// <param name="eTag">The version.</param>
    public GrainState(T? state, string? eTag)
    {
        State = state;
        ETag = eTag;
    }

    /// <inheritdoc/>
    [Id(0)]
    public T? State { get; set; }

    /// <inheritdoc/>
    [Id(1)]
    public string? ETag { get; set; }

    /// <inheritdoc/>
    [Id(2)]
    public bool RecordExists { get; set; }
}
