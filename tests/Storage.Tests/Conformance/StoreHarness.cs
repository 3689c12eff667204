using Orleans.Storage;
using OrleansChat.Storage;

namespace OrleansChat.Tests.Storage.Conformance;

/// <summary>One store under test: opened, closed, crashed and reopened over the same data.</summary>
internal abstract class StoreHarness : IAsyncDisposable
{
    public FaultPlan Faults { get; } = new();

    public abstract IMessageLog Log { get; }

    public abstract ICursorStore Cursors { get; }

    public abstract IAccountStore Accounts { get; }

    public abstract IIdBlockStore Ids { get; }

    public abstract IGrainStorage States { get; }

    /// <summary>Completes when a simulated crash has ended the running store.</summary>
    public abstract Task Ended { get; }

    public abstract Task OpenAsync();

    /// <summary>Lets go of the data: in order, or, after a simulated crash, as the operating system would.</summary>
    public abstract Task CloseAsync();

    public async Task ReopenAsync()
    {
        await CloseAsync();
        Faults.Clear();
        await OpenAsync();
    }

    /// <summary>Stops the writer before its next transaction, so that all writes made until the hold is disposed share one batch.</summary>
    public async Task<WriterHold> HoldWriterAsync()
    {
        var hold = new WriterHold();
        Faults.Set((point, _) => hold.At(point));
        hold.Own(Ids.TakeBlockAsync("hold", 1));
        await hold.Reached.Soon();
        Faults.Clear();
        return hold;
    }

    public abstract ValueTask DisposeAsync();
}
