using Microsoft.Extensions.Options;
using OrleansChat.Messages;

namespace OrleansChat.Inbox;

/// <summary>What a test may want to own: time, ids, bounds.</summary>
/// <param name="Clock">The clock.</param>
/// <param name="MessageIds">Makes message ids.</param>
/// <param name="Options">The bounds.</param>
public sealed record InboxEnvironment(TimeProvider Clock, IMessageIds MessageIds, IOptions<InboxOptions> Options);
