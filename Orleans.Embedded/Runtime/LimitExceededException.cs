namespace Orleans.Runtime;

/// <summary>A queue is at its bound; the call was not executed.</summary>
public sealed class LimitExceededException : OrleansException
{
    /// <summary>Makes the exception with its usual text.</summary>
    public LimitExceededException() : base("Limit exceeded")
    {
    }

    /// <summary>Makes the exception with a text.</summary>
    /// <param name="message">The text.</param>
    public LimitExceededException(string message) : base(message)
    {
    }

    /// <summary>Makes the exception with a text and a cause.</summary>
    /// <param name="message">The text.</param>
    /// <param name="innerException">The cause.</param>
    public LimitExceededException(string message, Exception innerException) : base(message, innerException)
    {
    }
}
