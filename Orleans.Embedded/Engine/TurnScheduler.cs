namespace Orleans.Embedded;

/// <summary>The scheduler of one mailbox: what awaits inside a turn continues as a turn of the same mailbox.</summary>
internal sealed class TurnScheduler(Mailbox mailbox) : TaskScheduler
{
    /// <inheritdoc/>
    public override int MaximumConcurrencyLevel => 1;

    /// <summary>Runs a queued task now, inside a turn of this mailbox.</summary>
    public void Execute(Task task) => TryExecuteTask(task);

    protected override void QueueTask(Task task) => mailbox.EnqueueTurn(task);

    // A continuation that becomes ready inside a turn of the same mailbox belongs to that turn.
    protected override bool TryExecuteTaskInline(Task task, bool taskWasPreviouslyQueued) =>
        !taskWasPreviouslyQueued && ReferenceEquals(Mailbox.Current, mailbox) && TryExecuteTask(task);

    protected override IEnumerable<Task> GetScheduledTasks() => [];
}
