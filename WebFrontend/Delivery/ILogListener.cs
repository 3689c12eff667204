namespace OrleansChat.Delivery;

/// <summary>Somebody who wants to know that a log has more.</summary>
internal interface ILogListener
{
    /// <summary>There may be more to take. Never blocks; may be called from any thread, also when nothing is new.</summary>
    void Signal();
}
