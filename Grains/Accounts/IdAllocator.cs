using OrleansChat.Storage;

namespace OrleansChat.Accounts;

/// <summary>Hands out numbers of one sequence from blocks that were claimed on disk; a block's rest is lost with the process.</summary>
// Threads: any may call NextAsync; one at a time refills.
// I1: a number leaves once.  I2: every number that leaves lies in a block whose claim is durable.
// Locks: _refill, held across the claim so that concurrent callers share one block. At the bound: callers wait for the disk.
public sealed class IdAllocator(IIdBlockStore store, string sequence) : IDisposable
{
    private const int BlockSize = 100;

    private readonly SemaphoreSlim _refill = new(1, 1);
    private long _next;
    private long _end;

    /// <summary>The next number.</summary>
    public async Task<long> NextAsync()
    {
        await _refill.WaitAsync();
        try
        {
            if (_next == _end)
            {
                _next = await store.TakeBlockAsync(sequence, BlockSize);
                _end = _next + BlockSize;
            }

            return _next++;
        }
        finally
        {
            _refill.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _refill.Dispose();
}
