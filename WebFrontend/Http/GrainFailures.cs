using OrleansChat.Storage;

namespace OrleansChat.Http;

/// <summary>Tells an overload or an outage behind a grain call from a fault of ours.</summary>
internal static class GrainFailures
{
    /// <summary>
    /// Whether the caller should simply try again: the call timed out, the store is full or does not know, or the runtime
    /// itself refused the call. The outcome of a write is then unknown, which is why such a request is never answered <c>ok</c>.
    /// </summary>
    public static bool IsUnavailable(Exception exception) => exception
        is TimeoutException
        or StoreBusyException
        or StoreOutcomeUnknownException
        or OperationCanceledException
        || IsOfRuntime(exception.GetType());

    // Both engines keep their own exceptions under this namespace; their common base differs between them.
    private static bool IsOfRuntime(Type type) =>
        type.Namespace is { } space && (space.Equals("Orleans", StringComparison.Ordinal) || space.StartsWith("Orleans.", StringComparison.Ordinal));
}
