namespace Orleans.Concurrency;

/// <summary>Calls of this method run between the turns of whatever request is running.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class AlwaysInterleaveAttribute : Attribute
{
}
