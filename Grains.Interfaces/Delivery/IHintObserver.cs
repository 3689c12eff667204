using Orleans;

namespace OrleansChat.Delivery;

/// <summary>A frontend's ear for new entries. Hints may be lost: a frontend compares its cursors with the heads as well (design.md 3.4).</summary>
[Alias("chat.hints")]
public interface IHintObserver : IGrainObserver
{
    /// <summary>Takes hints; it only enqueues, and its completion tells the silo that they arrived.</summary>
    /// <remarks>Callers: a silo's hint pump, one batch at a time. Calls: no grain. Order: as in the batch.
    /// Idempotent: a hint seen twice changes nothing. Durable: no. Errors: none; an exception means that the frontend is gone.</remarks>
    [Alias("take")] Task TakeAsync(HintBatch batch);
}
