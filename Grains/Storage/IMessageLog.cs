using OrleansChat.Logs;

namespace OrleansChat.Storage;

/// <summary>
/// The durable logs: ordered, fenced appends and reads. A log has one owner, the activation that last claimed its epoch;
/// its entries are numbered densely from 1 by that owner, and a number that was handed out is always filled.
/// </summary>
/// <remarks>
/// Every implementation passes <c>LogStoreConformance</c> in <c>tests/Storage.Tests</c>, crash points included.
/// Threads: any method may be called from any thread at any time. Appends to one log are committed in the order of the calls.
/// </remarks>
public interface IMessageLog
{
    /// <summary>Reads where a log ends and who owns it. A log nobody wrote to is (epoch 0, head 0).</summary>
    Task<LogTail> ReadTailAsync(LogId log, CancellationToken cancellationToken);

    /// <summary>Makes one entry durable; completes when it is on disk.</summary>
    /// <returns>
    /// <see cref="AppendStatus.Appended"/>: durable under the asked number.
    /// <see cref="AppendStatus.Repeated"/>: an entry with the same (log, sender, client key) stands already; the asked number was
    /// filled with a void row in the same transaction, and <see cref="AppendResult.First"/> is the entry that stands.
    /// A message that was taken back still stands, as a void row without content.
    /// <see cref="AppendStatus.Fenced"/>: another activation owns the log, or the number is not head + 1; nothing was written.
    /// The owner must end its activation.
    /// </returns>
    /// <exception cref="StoreOutcomeUnknownException">It may or may not be durable: only a new read knows. The owner must end its activation.</exception>
    /// <exception cref="StoreBusyException">The writer's queue is full; nothing was written and nothing will be. The number stays unfilled,
    /// so the owner must end its activation too (later numbers are refused as not head + 1).</exception>
    /// <exception cref="InvalidOperationException">The row that <see cref="LogAppend.Revokes"/> names is no message; nothing was written.</exception>
    Task<AppendResult> AppendAsync(LogAppend append);

    /// <summary>Reads entries after <paramref name="afterSequence"/> in order: at most <paramref name="entriesMax"/> of them and
    /// at most about <paramref name="bytesMax"/> bytes of bodies, but at least one when there is one.</summary>
    Task<LogPage> ReadAsync(LogId log, long afterSequence, int entriesMax, int bytesMax, CancellationToken cancellationToken);

    /// <summary>The highest durable sequence of each log, in the order asked; 0 for a log nobody wrote to. At most 1,000 logs a call.</summary>
    Task<IReadOnlyList<long>> ReadHeadsAsync(IReadOnlyList<LogId> logs, CancellationToken cancellationToken);

    /// <summary>The entry that a sender wrote under a client key, or null. A message that was taken back is a void row without content.</summary>
    Task<LogEntry?> FindByClientKeyAsync(LogId log, long sender, string clientKey, CancellationToken cancellationToken);

    /// <summary>The newest entry that concerns a message: the message itself or, once it was taken back, its revoke; null when there is none in reach.</summary>
    /// <remarks>Message ids are not indexed: it walks back from the head until an entry that was accepted before <see cref="MessageReach.Since"/>,
    /// over <see cref="MessageReach.EntriesMax"/> entries at most.</remarks>
    Task<LogEntry?> FindMessageAsync(LogId log, long sender, Guid messageId, MessageReach reach, CancellationToken cancellationToken);
}
