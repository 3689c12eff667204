using System.Diagnostics;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;
using SQLitePCL;

namespace OrleansChat.Storage.Sqlite;

/// <summary>
/// The one place that writes: takes what waits, runs it in one transaction, commits, then answers. One sync makes a whole batch durable,
/// and nothing in this process contends for SQLite's one write lock.
/// </summary>
// Threads: any may call Submit and CloseAsync; _session, _batch and every item's Execute belong to the writer thread.
// I1: an item is answered only after its transaction is durable (or known to have failed).  I2: items run and are answered in queue order.
// I3: after a failed transaction no statement or remembered tail of its session is used again.
// Locks: none held while an item runs.  At the bound: the queue refuses and the caller gets StoreBusyException.
internal sealed partial class SqliteWriter
{
    private readonly WriteQueue<SqliteWrite> _queue;
    private readonly List<SqliteWrite> _batch = [];
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly SqliteStoreOptions _options;
    private readonly Func<SqliteConnection> _open;
    private readonly TimeProvider _clock;
    private readonly StoreMetrics _metrics;
    private readonly ILogger _logger;
    private readonly IStoreFaults? _faults;
    private SqliteWriterSession? _session;
    private Thread? _thread;

    // Written once, by the writer thread when a test's fault ends it; from then on callers wait for ever, as after a kill.
    private volatile bool _crashed;

    public SqliteWriter(
        SqliteStoreOptions options, Func<SqliteConnection> open, TimeProvider clock, StoreMetrics metrics, ILogger logger, IStoreFaults? faults)
    {
        _options = options;
        _open = open;
        _clock = clock;
        _metrics = metrics;
        _logger = logger;
        _faults = faults;
        _queue = new WriteQueue<SqliteWrite>(options.QueueItemsMax, options.QueueBytesMax);
        _metrics.QueueOpened(() => _queue.Count);
        _wipe = clock.CreateTimer(static writer => ((SqliteWriter)writer!).WakeToWipe(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Completes when the writer thread has ended: drained after <see cref="CloseAsync"/>, or by a simulated crash.</summary>
    public Task Ended => _ended.Task;

    public void Start()
    {
        // A thread of its own and not the pool: it sleeps in fsync, and a starved pool must not delay the answers that would unblock it.
        _thread = new Thread(Run) { IsBackground = true, Name = "store writer" };
        _thread.Start();
    }

    /// <summary>Puts a write in line; its task completes when it is durable.</summary>
    public Task<TResult> Submit<TResult>(SqliteWrite<TResult> item)
    {
        if (_crashed) return item.Answer;
        switch (_queue.TryEnqueue(item))
        {
            case WriteQueueEntry.Accepted:
                return item.Answer;
            case WriteQueueEntry.Full:
                _metrics.ItemRefused();
                return Task.FromException<TResult>(new StoreBusyException(
                    $"The store's queue is full ({_options.QueueItemsMax} writes or {_options.QueueBytesMax} bytes); nothing was written."));
            default:
                return _crashed ? item.Answer : Task.FromException<TResult>(new StoreBusyException("The store is closed; nothing was written."));
        }
    }

    /// <summary>Takes nothing more, writes what waits, and ends.</summary>
    public Task CloseAsync()
    {
        _queue.Close();
        return Ended;
    }

    private void Run()
    {
        try
        {
            while (_queue.TakeBatch(_batch, _options.BatchItemsMax, _options.BatchBytesMax))
            {
                WriteBatch();
                _batch.Clear();
            }
        }
        catch (SimulatedCrashException)
        {
            _crashed = true;
            _queue.Close();
        }
        finally
        {
            Abandon();
            _wipe.Dispose();
            _ended.TrySetResult();
        }
    }

    private void WriteBatch()
    {
        var started = _clock.GetTimestamp();
        try
        {
            CommitBatch();
        }
        catch (Exception exception) when (exception is not SimulatedCrashException)
        {
            // Whether the commit reached the disk is not certain, and what this connection and its cache believe is worth nothing any more.
            Abandon();
            LogBatchFailed(exception, _batch.Count);
            _metrics.BatchFailed(_batch.Count);
            foreach (var item in _batch) item.Fail(new StoreOutcomeUnknownException("The transaction of this write failed.", exception));
            return;
        }

        Debug.Assert(_session is { InTransaction: false }, "I1: nobody is answered while the transaction is open");
        _metrics.BatchCommitted(_batch.Count, _clock.GetElapsedTime(started));
        foreach (var item in _batch) item.Complete();
        WipeIfDue();
    }

    private void CommitBatch()
    {
        Debug.Assert(Thread.CurrentThread == _thread, "only the writer thread runs transactions");
        _faults?.BeforeTransaction();
        var session = _session ??= new SqliteWriterSession(_open(), _options.TailsRemembered);
        session.Begin();
        for (var index = 0; index < _batch.Count; index++)
        {
            ExecuteItem(session, _batch[index]);
            _faults?.AfterRow(index);
        }

        _faults?.BeforeCommit();
        session.Commit();
        _faults?.AfterCommit();
    }

    private static void ExecuteItem(SqliteWriterSession session, SqliteWrite item)
    {
        if (item.NeedsSavepoint) session.BeginItem();
        try
        {
            item.Execute(session);
        }
        catch (Exception exception) when (IsOwnFault(exception))
        {
            // Without a savepoint there was one statement, and SQLite undid that itself.
            if (item.NeedsSavepoint) session.UndoItem();
            item.Reject(exception);
            return;
        }

        if (item.NeedsSavepoint) session.EndItem();
    }

    // What the item asked for is refused; everything else SQLite says (disk full, I/O, memory) concerns the whole transaction.
    private static bool IsOwnFault(Exception exception) =>
        exception is not SqliteException { SqliteErrorCode: not (raw.SQLITE_CONSTRAINT or raw.SQLITE_TOOBIG or raw.SQLITE_MISMATCH) };

    private void Abandon()
    {
        _session?.Dispose();
        _session = null;
    }
}
