using System.Collections.Concurrent;

namespace OrleansChat.Accounts;

/// <summary>
/// Runs slow hashes on threads of its own, one per core: on the pool's threads a wave of logins would keep messages waiting,
/// because each takes a whole core for some 50 ms.
/// </summary>
// Threads: any may call RunAsync; each worker takes one job at a time.
// I1: at most `workers` jobs run, at most `queueMax` wait.  Locks: those of the collection.
// At the bound: RunAsync returns the caller's "busy" value at once.
internal sealed class PasswordWorkers : IDisposable
{
    private readonly BlockingCollection<Action> _jobs;

    /// <summary>Starts the threads.</summary>
    public PasswordWorkers(int workers, int queueMax)
    {
        _jobs = new BlockingCollection<Action>(queueMax);
        for (var i = 0; i < workers; i++)
            new Thread(Work) { IsBackground = true, Name = $"passwords-{i}" }.Start();
    }

    /// <summary>Runs <paramref name="job"/>, or returns <paramref name="busy"/> when too many wait. A job whose caller has left is not run.</summary>
    public Task<T> RunAsync<T>(Func<T> job, T busy, CancellationToken cancellationToken)
    {
        var result = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        return _jobs.TryAdd(Run) ? result.Task : Task.FromResult(busy);

        void Run()
        {
            if (cancellationToken.IsCancellationRequested)
            {
                result.SetCanceled(cancellationToken);
                return;
            }

            try
            {
                result.SetResult(job());
            }
            catch (Exception exception)
            {
                result.SetException(exception);
            }
        }
    }

    /// <summary>Lets the threads end after the jobs that wait.</summary>
    public void Dispose() => _jobs.CompleteAdding();

    private void Work()
    {
        foreach (var job in _jobs.GetConsumingEnumerable()) job();
    }
}
