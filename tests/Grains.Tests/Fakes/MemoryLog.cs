using OrleansChat.Logs;
using OrleansChat.Storage;

namespace OrleansChat.Tests;

/// <summary>The contract of <see cref="IMessageLog"/> in memory. A test can hold the writer, lose answers and make appends fail.</summary>
internal sealed class MemoryLog : IMessageLog
{
    private readonly Dictionary<LogId, List<(LogAppend Append, LogEntry Entry)>> _rows = [];
    private readonly Dictionary<LogId, long> _epochs = [];
    private readonly Queue<(LogAppend Append, TaskCompletionSource<AppendResult> Answer)> _waiting = new();

    /// <summary>Whether appends wait for <see cref="Release"/>.</summary>
    public bool IsHeld { get; set; }

    /// <summary>Every append in the order of the calls.</summary>
    public List<LogAppend> Handed { get; } = [];

    public int Waiting => _waiting.Count;

    /// <summary>What the next append does instead of being written.</summary>
    public Func<Task<AppendResult>>? Instead { get; set; }

    public IReadOnlyList<LogEntry> Entries(LogId log) => [.. Rows(log).Select(row => row.Entry)];

    public IReadOnlyList<LogAppend> Appends(LogId log) => [.. Rows(log).Select(row => row.Append)];

    public Task<LogTail> ReadTailAsync(LogId log, CancellationToken cancellationToken) => Task.FromResult(TailOf(log));

    public LogTail TailOf(LogId log) => new(_epochs.GetValueOrDefault(log), Rows(log).Count);

    public Task<AppendResult> AppendAsync(LogAppend append)
    {
        Handed.Add(append);
        if (Instead is { } instead)
        {
            Instead = null;
            return instead();
        }

        var answer = new TaskCompletionSource<AppendResult>(TaskCreationOptions.RunContinuationsAsynchronously);
        _waiting.Enqueue((append, answer));
        if (!IsHeld) Release();
        return answer.Task;
    }

    /// <summary>Writes what waits and answers.</summary>
    public void Release(int appendsMax = int.MaxValue)
    {
        while (appendsMax-- > 0 && _waiting.TryDequeue(out var next)) next.Answer.SetResult(Write(next.Append));
    }

    /// <summary>The next one that waits is written or not, and nobody is told.</summary>
    public void FailNext(bool isWritten)
    {
        var next = _waiting.Dequeue();
        if (isWritten) Write(next.Append);
        next.Answer.SetException(new StoreOutcomeUnknownException("A test lost the answer."));
    }

    public Task<LogPage> ReadAsync(LogId log, long afterSequence, int entriesMax, int bytesMax, CancellationToken cancellationToken) =>
        Task.FromResult(new LogPage { Entries = [.. Entries(log).Where(entry => entry.Sequence > afterSequence).Take(entriesMax)], Head = Rows(log).Count });

    public Task<IReadOnlyList<long>> ReadHeadsAsync(IReadOnlyList<LogId> logs, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<long>>([.. logs.Select(log => (long)Rows(log).Count)]);

    public Task<LogEntry?> FindByClientKeyAsync(LogId log, long sender, string clientKey, CancellationToken cancellationToken) =>
        Task.FromResult(Find(log, sender, clientKey));

    public Task<LogEntry?> FindMessageAsync(LogId log, long sender, Guid messageId, MessageReach reach, CancellationToken cancellationToken) =>
        Task.FromResult(Rows(log).AsEnumerable().Reverse().Take(reach.EntriesMax).TakeWhile(row => row.Entry.AcceptedAt >= reach.Since)
            .Where(row => row.Append.Sender == sender && row.Append.MessageId == messageId && row.Entry.Kind != LogEntryKind.Void)
            .Select(row => row.Entry).FirstOrDefault());

    // The first one: a void row that a repeat left comes later.
    private LogEntry? Find(LogId log, long sender, string clientKey) =>
        Rows(log).Where(row => row.Append.Sender == sender && row.Append.ClientKey == clientKey).Select(row => row.Entry).FirstOrDefault();

    private AppendResult Write(LogAppend append)
    {
        var tail = TailOf(append.Log);
        var fits = append.Epoch == (append.ClaimsEpoch ? tail.Epoch + 1 : tail.Epoch) && append.Sequence == tail.Head + 1;
        if (!fits) return new AppendResult(AppendStatus.Fenced);

        _epochs[append.Log] = append.Epoch;
        var first = append.ClientKey is null ? null : Find(append.Log, append.Sender, append.ClientKey);
        var entry = new LogEntry
        {
            Sequence = append.Sequence,
            Kind = first is null ? append.Kind : LogEntryKind.Void,
            AcceptedAt = append.AcceptedAt,
            Body = first is null ? append.Body : [],
            MessageId = append.MessageId,
        };
        if (append.Revokes is { } revoked)
        {
            var (before, row) = Rows(append.Log)[(int)revoked - 1];
            Rows(append.Log)[(int)revoked - 1] = (before, row with { Kind = LogEntryKind.Void, Body = [] });
        }

        Rows(append.Log).Add((append, entry));
        return first is null ? new AppendResult(AppendStatus.Appended) : new AppendResult(AppendStatus.Repeated, first);
    }

    private List<(LogAppend Append, LogEntry Entry)> Rows(LogId log) =>
        _rows.TryGetValue(log, out var rows) ? rows : _rows[log] = [];
}
