namespace OrleansChat.Delivery;

/// <summary>Where an owner puts a hint after its commit.</summary>
public interface IHintSink
{
    /// <summary>Sends a hint on its way to a frontend. Never blocks and never fails: a hint may be lost (design.md 3.4).</summary>
    void Publish(FrontendRef frontend, Hint hint);
}
