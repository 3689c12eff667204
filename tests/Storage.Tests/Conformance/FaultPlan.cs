using OrleansChat.Storage;

namespace OrleansChat.Tests.Storage.Conformance;

/// <summary>What happens at the fault points; nothing by default.</summary>
// Threads: the test sets, the writer thread reads.
internal sealed class FaultPlan : IStoreFaults
{
    private volatile Action<StorePoint, int>? _action;

    public void Set(Action<StorePoint, int> action) => _action = action;

    public void Clear() => _action = null;

    /// <summary>Throws what <paramref name="fault"/> makes when the point is passed for the n-th time (from 1).</summary>
    public void ThrowAt(StorePoint wanted, int occurrence, Func<Exception> fault)
    {
        var passed = 0;
        Set((point, _) =>
        {
            if (point == wanted && ++passed == occurrence) throw fault();
        });
    }

    /// <summary>Throws again and again: each time the point has been passed n times more.</summary>
    public void ThrowEvery(StorePoint wanted, int occurrences, Func<Exception> fault)
    {
        var passed = 0;
        Set((point, _) =>
        {
            if (point == wanted && ++passed % occurrences == 0) throw fault();
        });
    }

    public void BeforeTransaction() => _action?.Invoke(StorePoint.BeforeTransaction, 0);

    public void AfterRow(int index) => _action?.Invoke(StorePoint.AfterRow, index);

    public void BeforeCommit() => _action?.Invoke(StorePoint.BeforeCommit, 0);

    public void AfterCommit() => _action?.Invoke(StorePoint.AfterCommit, 0);
}
