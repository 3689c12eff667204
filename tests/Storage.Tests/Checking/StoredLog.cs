using OrleansChat.Logs;
using OrleansChat.Storage;

namespace OrleansChat.Tests.Storage.Checking;

/// <summary>Everything that a store shows of one log.</summary>
internal sealed record StoredLog(LogId Log, LogTail Tail, IReadOnlyList<LogEntry> Entries)
{
    public static async Task<StoredLog> ReadAsync(IMessageLog store, LogId log)
    {
        var entries = new List<LogEntry>();
        while (true)
        {
            var page = await store.ReadAsync(log, entries.Count == 0 ? 0 : entries[^1].Sequence, 100, 1 << 20, CancellationToken.None);
            entries.AddRange(page.Entries);
            if (page.Entries.Length == 0) return new StoredLog(log, await store.ReadTailAsync(log, CancellationToken.None), entries);
        }
    }
}
