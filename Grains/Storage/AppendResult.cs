using OrleansChat.Logs;

namespace OrleansChat.Storage;

/// <summary>The answer to one append.</summary>
/// <param name="Status">What became of it.</param>
/// <param name="First">The entry that stands under the same client key; set exactly when <paramref name="Status"/> is <see cref="AppendStatus.Repeated"/>.</param>
public readonly record struct AppendResult(AppendStatus Status, LogEntry? First = null);
