using System.Collections.Concurrent;
using OrleansChat.Logs;
using OrleansChat.Storage;

namespace OrleansChat.Tests.Cluster;

/// <summary>A log whose next append of a test's choice has an unknown outcome, or waits.</summary>
internal sealed class FaultyLog(IMessageLog inner) : IMessageLog
{
    private readonly ConcurrentDictionary<LogId, bool> _fails = new();
    private readonly ConcurrentDictionary<LogId, Held> _holds = new();
    private readonly IMessageLog _inner = inner;

    /// <summary>The next append of a log is written or not, and nobody is told.</summary>
    public void FailNext(LogId log, bool isWritten) => _fails[log] = isWritten;

    /// <summary>Appends of a log are written when the result is disposed, not before.</summary>
    public IDisposable Hold(LogId log) => _holds[log] = new Held(this, log);

    public Task<AppendResult> AppendAsync(LogAppend append)
    {
        if (_fails.TryRemove(append.Log, out var isWritten)) return FailAsync(append, isWritten);
        return _holds.TryGetValue(append.Log, out var held) ? held.AppendAsync(append) : _inner.AppendAsync(append);
    }

    public Task<LogTail> ReadTailAsync(LogId log, CancellationToken cancellationToken) => _inner.ReadTailAsync(log, cancellationToken);

    public Task<LogPage> ReadAsync(LogId log, long afterSequence, int entriesMax, int bytesMax, CancellationToken cancellationToken) =>
        _inner.ReadAsync(log, afterSequence, entriesMax, bytesMax, cancellationToken);

    public Task<IReadOnlyList<long>> ReadHeadsAsync(IReadOnlyList<LogId> logs, CancellationToken cancellationToken) => _inner.ReadHeadsAsync(logs, cancellationToken);

    public Task<LogEntry?> FindByClientKeyAsync(LogId log, long sender, string clientKey, CancellationToken cancellationToken) =>
        _inner.FindByClientKeyAsync(log, sender, clientKey, cancellationToken);

    public Task<LogEntry?> FindMessageAsync(LogId log, long sender, Guid messageId, MessageReach reach, CancellationToken cancellationToken) =>
        _inner.FindMessageAsync(log, sender, messageId, reach, cancellationToken);

    private async Task<AppendResult> FailAsync(LogAppend append, bool isWritten)
    {
        if (isWritten) await _inner.AppendAsync(append);
        throw new StoreOutcomeUnknownException("A test lost the answer.");
    }

    // Threads: any.  I1: what waited is handed over in the order of the calls, before anything that comes later.
    private sealed class Held(FaultyLog log, LogId id) : IDisposable
    {
        private readonly Lock _gate = new();
        private readonly Queue<(LogAppend Append, TaskCompletionSource<Task<AppendResult>> Answer)> _waiting = new();
        private bool _isOver;

        public Task<AppendResult> AppendAsync(LogAppend append)
        {
            lock (_gate)
            {
                if (_isOver) return log._inner.AppendAsync(append);
                var answer = new TaskCompletionSource<Task<AppendResult>>(TaskCreationOptions.RunContinuationsAsynchronously);
                _waiting.Enqueue((append, answer));
                return answer.Task.Unwrap();
            }
        }

        public void Dispose()
        {
            lock (_gate)
            {
                while (_waiting.TryDequeue(out var next)) next.Answer.SetResult(log._inner.AppendAsync(next.Append));
                _isOver = true;
            }

            log._holds.TryRemove(id, out _);
        }
    }
}
