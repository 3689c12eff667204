using OrleansChat.Logs;
using OrleansChat.Storage;

namespace OrleansChat.Tests.Storage.Checking;

/// <summary>Does what an owning grain does: claims an epoch with its first append, hands out dense numbers, keeps many appends in flight,
/// and ends at the first answer that is not its own success.</summary>
// Threads: Append by one at a time; answers arrive on any.
internal sealed class LogOwner
{
    private readonly IMessageLog _store;
    private readonly LogHistory _history;
    private readonly LogId _log;
    private readonly Action<Submission>? _submitting;
    private readonly long _epoch;
    private long _next;
    private bool _claimed;
    private volatile bool _ended;

    private LogOwner(IMessageLog store, LogHistory history, LogId log, LogTail tail, Action<Submission>? submitting)
    {
        _store = store;
        _history = history;
        _log = log;
        _submitting = submitting;
        _epoch = tail.Epoch + 1;
        _next = tail.Head + 1;
    }

    public bool Ended => _ended;

    public static async Task<LogOwner> ActivateAsync(IMessageLog store, LogHistory history, LogId log, Action<Submission>? submitting = null) =>
        new(store, history, log, await store.ReadTailAsync(log, CancellationToken.None), submitting);

    /// <summary>Decides and hands over before the first await, as a grain must.</summary>
    public Task AppendAsync(long sender, string? clientKey)
    {
        var submission = _history.Add(_log, _epoch, !_claimed, _next++, sender, clientKey);
        _claimed = true;
        return SubmitAsync(submission);
    }

    /// <summary>An owner with a bug: skips a number.</summary>
    public Task AppendWithGapAsync(long sender) => SubmitAsync(_history.Add(_log, _epoch, !_claimed, _next + 1, sender, clientKey: null));

    private async Task SubmitAsync(Submission submission)
    {
        _submitting?.Invoke(submission);
        try
        {
            var result = await _store.AppendAsync(submission.ToAppend());
            submission.Answer = result;
            if (result.Status == AppendStatus.Fenced) _ended = true;
        }
        catch (StoreOutcomeUnknownException)
        {
            submission.Unknown = true;
            _ended = true;
        }
        catch (StoreBusyException)
        {
            _ended = true;
        }
    }
}
