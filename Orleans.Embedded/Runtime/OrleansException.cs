namespace Orleans.Runtime;

/// <summary>Base of what the engine itself throws.</summary>
public class OrleansException : Exception
{
    /// <summary>Makes the exception with its usual text.</summary>
    public OrleansException() : base("Unexpected error.")
    {
    }

    /// <summary>Makes the exception with a text.</summary>
    /// <param name="message">The text.</param>
    public OrleansException(string message) : base(message)
    {
    }

    /// <summary>Makes the exception with a text and a cause.</summary>
    /// <param name="message">The text.</param>
    /// <param name="innerException">The cause.</param>
    public OrleansException(string message, Exception innerException) : base(message, innerException)
    {
    }
}
