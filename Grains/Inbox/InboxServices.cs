using Microsoft.Extensions.Options;
using OrleansChat.Delivery;
using OrleansChat.Messages;
using OrleansChat.Storage;

namespace OrleansChat.Inbox;

/// <summary>What every inbox of a silo works with; one instance a silo.</summary>
public sealed class InboxServices(
    IMessageLog logs,
    ICursorStore cursors,
    IHintSink hints,
    CursorWriter cursorWriter,
    InboxEnvironment environment)
{
    /// <summary>The durable logs.</summary>
    public IMessageLog Logs { get; } = logs;

    /// <summary>The durable cursors.</summary>
    public ICursorStore Cursors { get; } = cursors;

    /// <summary>Where hints go.</summary>
    public IHintSink Hints { get; } = hints;

    /// <summary>Writes cursors behind.</summary>
    public CursorWriter CursorWriter { get; } = cursorWriter;

    /// <summary>The clock.</summary>
    public TimeProvider Clock { get; } = environment.Clock;

    /// <summary>Makes message ids.</summary>
    public IMessageIds MessageIds { get; } = environment.MessageIds;

    /// <summary>The bounds.</summary>
    public InboxOptions Options { get; } = environment.Options.Value;
}
