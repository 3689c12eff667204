namespace Orleans.Concurrency;

/// <summary>The caller does not wait: its task completes at once and failures are dropped.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class OneWayAttribute : Attribute
{
}
