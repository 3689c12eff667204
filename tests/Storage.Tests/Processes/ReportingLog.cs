using System.Text.Json;
using OrleansChat.Logs;
using OrleansChat.Storage;

namespace OrleansChat.Tests.Storage.Processes;

/// <summary>A log that says each answer aloud before its caller sees it.</summary>
internal sealed class ReportingLog(IMessageLog inner) : IMessageLog
{
    public Task<LogTail> ReadTailAsync(LogId log, CancellationToken cancellationToken) => inner.ReadTailAsync(log, cancellationToken);

    public async Task<AppendResult> AppendAsync(LogAppend append)
    {
        var id = JsonDocument.Parse(append.Body).RootElement.GetProperty("op").GetInt32();
        var result = await inner.AppendAsync(append);
        AppendingChild.Say($"{AppendingChild.Answered}{id} {(int)result.Status} {result.First?.Sequence ?? 0}");
        return result;
    }

    public Task<LogPage> ReadAsync(LogId log, long afterSequence, int entriesMax, int bytesMax, CancellationToken cancellationToken) =>
        inner.ReadAsync(log, afterSequence, entriesMax, bytesMax, cancellationToken);

    public Task<IReadOnlyList<long>> ReadHeadsAsync(IReadOnlyList<LogId> logs, CancellationToken cancellationToken) =>
        inner.ReadHeadsAsync(logs, cancellationToken);

    public Task<LogEntry?> FindByClientKeyAsync(LogId log, long sender, string clientKey, CancellationToken cancellationToken) =>
        inner.FindByClientKeyAsync(log, sender, clientKey, cancellationToken);

    public Task<LogEntry?> FindMessageAsync(LogId log, long sender, Guid messageId, MessageReach reach, CancellationToken cancellationToken) =>
        inner.FindMessageAsync(log, sender, messageId, reach, cancellationToken);
}
