namespace OrleansChat.Tests.Storage.Conformance;

/// <summary>Waits that end: a store that never answers is a failure with a name, not a hanging run.</summary>
internal static class Waiting
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    public static Task Soon(this Task task) => task.WaitAsync(Limit);

    public static Task<T> Soon<T>(this Task<T> task) => task.WaitAsync(Limit);
}
