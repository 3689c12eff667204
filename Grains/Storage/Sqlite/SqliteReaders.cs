using System.Collections.Concurrent;
using Microsoft.Data.Sqlite;

namespace OrleansChat.Storage.Sqlite;

/// <summary>A bounded pool of connections that read on the thread pool, beside the writer and never on a grain's scheduler.</summary>
// Threads: any.  I1: a session is used by one read at a time.  I2: at most ReadersMax sessions exist.  I3: a session whose read failed is not used again.
// Locks: _slots only.  At the bound: reads wait; beyond ReadsWaitingMax callers get StoreBusyException.
internal sealed class SqliteReaders(SqliteStoreOptions options, Func<SqliteConnection> open) : IAsyncDisposable
{
    private readonly SemaphoreSlim _slots = new(options.ReadersMax);
    private readonly ConcurrentStack<SqliteSession> _idle = new();
    private int _reads;
    private volatile bool _closed;
    private volatile bool _drained;

    /// <summary>Runs a read; the function must not keep the session.</summary>
    public Task<TResult> ReadAsync<TState, TResult>(TState state, Func<SqliteSession, TState, TResult> read, CancellationToken cancellationToken)
    {
        if (_closed) return Task.FromException<TResult>(Closed());
        if (Interlocked.Increment(ref _reads) > options.ReadsWaitingMax)
        {
            Interlocked.Decrement(ref _reads);
            return Task.FromException<TResult>(new StoreBusyException($"{options.ReadsWaitingMax} reads wait already."));
        }

        // On the default scheduler whatever the caller's is: a grain's turn must not hold a thread in SQLite.
        // Not started with the token: a task that never ran would not give its place in _reads back.
        return Task.Factory.StartNew(
            () => RunAsync(state, read, cancellationToken), CancellationToken.None, TaskCreationOptions.DenyChildAttach, TaskScheduler.Default).Unwrap();
    }

    /// <summary>Waits for the running reads, then closes all connections.</summary>
    public async ValueTask DisposeAsync()
    {
        _closed = true;
        for (var slot = 0; slot < options.ReadersMax; slot++) await _slots.WaitAsync();
        while (_idle.TryPop(out var session)) session.Dispose();

        // A read that passed the first check before may still arrive: it must find a place and an answer, not wait for ever. For its sake
        // the semaphore stays; without a wait handle it holds nothing.
        _drained = true;
        _slots.Release(options.ReadersMax);
    }

    private static StoreBusyException Closed() => new("The store is closed.");

    private async Task<TResult> RunAsync<TState, TResult>(
        TState state, Func<SqliteSession, TState, TResult> read, CancellationToken cancellationToken)
    {
        try
        {
            await _slots.WaitAsync(cancellationToken);
            try
            {
                return Read(state, read);
            }
            finally
            {
                _slots.Release();
            }
        }
        finally
        {
            Interlocked.Decrement(ref _reads);
        }
    }

    private TResult Read<TState, TResult>(TState state, Func<SqliteSession, TState, TResult> read)
    {
        if (_drained) throw Closed();
        if (!_idle.TryPop(out var session)) session = new SqliteSession(open());
        try
        {
            var result = read(session, state);
            _idle.Push(session);
            return result;
        }
        catch
        {
            session.Dispose();
            throw;
        }
    }
}
