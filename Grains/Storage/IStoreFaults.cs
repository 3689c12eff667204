namespace OrleansChat.Storage;

/// <summary>
/// Where a test makes a writer fail. Throwing <see cref="SimulatedCrashException"/> makes the store behave as a killed process: no further
/// answer, nothing more written. Any other exception stands for a failing disk: the batch's outcome becomes unknown and the writer goes on.
/// </summary>
internal interface IStoreFaults
{
    /// <summary>A batch was taken from the queue; nothing of it was handed to the database.</summary>
    void BeforeTransaction();

    /// <summary>The n-th item of the batch (from 0) has run inside the transaction.</summary>
    void AfterRow(int index);

    /// <summary>All items have run; nothing is durable.</summary>
    void BeforeCommit();

    /// <summary>The batch is durable; no caller knows.</summary>
    void AfterCommit();
}
