using OrleansChat.Delivery;

namespace OrleansChat.Tests;

/// <summary>Notes hints instead of carrying them.</summary>
internal sealed class RecordingHints : IHintSink
{
    public List<(Guid Frontend, Hint Hint)> Published { get; } = [];

    public void Publish(FrontendRef frontend, Hint hint) => Published.Add((frontend.Id, hint));
}
