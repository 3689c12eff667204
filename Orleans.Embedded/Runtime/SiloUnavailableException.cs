namespace Orleans.Runtime;

/// <summary>The engine stops, or the activation died under the call: the outcome is unknown.</summary>
public sealed class SiloUnavailableException : OrleansMessageRejectionException
{
    /// <summary>Makes the exception with its usual text.</summary>
    public SiloUnavailableException() : base("Silo unavailable")
    {
    }

    /// <summary>Makes the exception with a text.</summary>
    /// <param name="msg">The text.</param>
    public SiloUnavailableException(string msg) : base(msg)
    {
    }

    /// <summary>Makes the exception with a text and a cause.</summary>
    /// <param name="message">The text.</param>
    /// <param name="innerException">The cause.</param>
    public SiloUnavailableException(string message, Exception innerException) : base(message, innerException)
    {
    }
}
