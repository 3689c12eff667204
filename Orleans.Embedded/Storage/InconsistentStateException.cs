using Orleans.Runtime;

namespace Orleans.Storage;

/// <summary>The stored version is not the one the activation knows. Escaping a grain method it ends the activation, whose memory is stale.</summary>
public class InconsistentStateException : OrleansException
{
    /// <summary>Makes the exception without details.</summary>
    public InconsistentStateException()
    {
    }

    /// <summary>Makes the exception with a text.</summary>
    /// <param name="message">The text.</param>
    public InconsistentStateException(string message) : base(message)
    {
    }

    /// <summary>Makes the exception with a text and a cause.</summary>
    /// <param name="message">The text.</param>
    /// <param name="innerException">The cause.</param>
    public InconsistentStateException(string message, Exception? innerException) : base(message, innerException!)
    {
    }

    /// <summary>Makes the exception with both versions.</summary>
    /// <param name="errorMsg">The text.</param>
    /// <param name="storedEtag">The version in the store.</param>
    /// <param name="currentEtag">The version the activation knows.</param>
    public InconsistentStateException(string errorMsg, string? storedEtag, string? currentEtag) : this(errorMsg, storedEtag, currentEtag, null)
    {
    }

    /// <summary>Makes the exception with both versions and a cause.</summary>
    /// <param name="errorMsg">The text.</param>
    /// <param name="storedEtag">The version in the store.</param>
    /// <param name="currentEtag">The version the activation knows.</param>
    /// <param name="storageException">The cause.</param>
    public InconsistentStateException(string errorMsg, string? storedEtag, string? currentEtag, Exception? storageException)
        : base(errorMsg, storageException!)
    {
        StoredEtag = storedEtag;
        CurrentEtag = currentEtag;
    }

    /// <summary>Makes the exception with both versions and a cause that brings the text.</summary>
    /// <param name="storedEtag">The version in the store.</param>
    /// <param name="currentEtag">The version the activation knows.</param>
    /// <param name="storageException">The cause.</param>
    public InconsistentStateException(string? storedEtag, string? currentEtag, Exception storageException)
        : this(storageException.Message, storedEtag, currentEtag, storageException)
    {
    }

    /// <summary>The version in the store.</summary>
    public string? StoredEtag { get; }

    /// <summary>The version the activation knows.</summary>
    public string? CurrentEtag { get; }

    /// <summary>False once the activation that met it has been ended, so that a caller further up is not ended too.</summary>
    internal bool IsSourceActivation { get; set; } = true;
}
