using Orleans.Runtime;

namespace Orleans.Embedded;

/// <summary>Code broke a rule that the strict mode checks; the text says which and where.</summary>
public sealed class StrictViolationException : OrleansException
{
    /// <summary>Makes the exception with its usual text.</summary>
    public StrictViolationException() : base("A rule of the strict mode was broken.")
    {
    }

    /// <summary>Makes the exception with a text.</summary>
    /// <param name="message">The rule and the place.</param>
    public StrictViolationException(string message) : base(message)
    {
    }

    /// <summary>Makes the exception with a text and a cause.</summary>
    /// <param name="message">The rule and the place.</param>
    /// <param name="innerException">The cause.</param>
    public StrictViolationException(string message, Exception innerException) : base(message, innerException)
    {
    }
}
