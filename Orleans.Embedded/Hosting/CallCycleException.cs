using Orleans.Runtime;

namespace Orleans.Embedded;

/// <summary>A call leads back to a grain that waits for this very call: without this exception it would wait until the response timeout.</summary>
public sealed class CallCycleException : OrleansException
{
    /// <summary>Makes the exception with its usual text.</summary>
    public CallCycleException() : base("Call cycle")
    {
    }

    /// <summary>Makes the exception with a text.</summary>
    /// <param name="message">The chain of calls.</param>
    public CallCycleException(string message) : base(message)
    {
    }

    /// <summary>Makes the exception with a text and a cause.</summary>
    /// <param name="message">The chain of calls.</param>
    /// <param name="innerException">The cause.</param>
    public CallCycleException(string message, Exception innerException) : base(message, innerException)
    {
    }
}
