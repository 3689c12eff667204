using System.Collections.Immutable;
using OrleansChat.Accounts;
using OrleansChat.Delivery;
using OrleansChat.Logs;
using OrleansChat.Messages;
using OrleansChat.Storage;
using OrleansChat.Users;

namespace OrleansChat.Inbox;

/// <summary>
/// Takes messages of one user's inbox back: finds, decides, appends, and hints after the commit. Belongs to one activation; its methods run
/// interleaved in its turns. Nothing is awaited between the decision and the hand-over to the writer, and of one message one revoke is under
/// way at a time, so that what was found still stands when it is decided on.
/// </summary>
/// <param name="log">The user's log.</param>
/// <param name="writer">The one way to append to it.</param>
/// <param name="services">What it works with.</param>
/// <param name="frontends">Who is hinted; read after each commit.</param>
public sealed class InboxRevokes(LogId log, LogWriter writer, InboxServices services, Func<ImmutableArray<FrontendRef>> frontends)
{
    // Some 150 messages a second into one inbox, for five minutes: about 20 ms of reading. What lies behind cannot be taken back.
    private const int ReachEntriesMax = 50_000;

    // Bounded by the requests that the activation takes: an entry leaves with its request's answer.
    private readonly Dictionary<(UserId Sender, Guid MessageId), Task<RevokeOutcome>> _inFlight = [];

    /// <summary>Takes a message back (see <see cref="IUserGrain.RevokeAsync"/>).</summary>
    public async Task<RevokeOutcome> RevokeAsync(RevokeMessage command, UserAccount? receiver)
    {
        if (receiver is null) return RevokeOutcome.Reject(ChatError.RevokeTooLate);
        var message = (command.Sender.Id, command.MessageId);

        // The same one twice at once: both get the one revoke's answer.
        if (_inFlight.TryGetValue(message, out var first)) return await first;
        var outcome = FindAndRevokeAsync(command, receiver);
        _inFlight[message] = outcome;
        try
        {
            return await outcome;
        }
        finally
        {
            _inFlight.Remove(message);
        }
    }

    private async Task<RevokeOutcome> FindAndRevokeAsync(RevokeMessage command, UserAccount receiver)
    {
        var reach = new MessageReach(Now() - RevokeDecision.AgeMillisecondsMax, ReachEntriesMax);
        var found = await services.Logs.FindMessageAsync(log, command.Sender.Id.Value, command.MessageId, reach, CancellationToken.None);

        var now = Now();
        var decision = RevokeDecision.Decide(found, now);
        if (decision.First is { } first) return RevokeOutcome.Accept(first.Body);
        if (decision.Revokes is not { } revoked) return RevokeOutcome.Reject(decision.Error);

        var body = SingleRevoke.Write(command, MessageParty.Of(receiver), now);
        var entry = new NewLogEntry(LogEntryKind.Revoke, now, command.Sender.Id.Value, receiver.Id.Value, command.MessageId, ClientKey: null, body, revoked);
        if (!writer.TryAppend(entry, out var append)) return RevokeOutcome.Reject(ChatError.Busy);

        var appended = await append;
        foreach (var frontend in frontends()) services.Hints.Publish(frontend, new Hint(log, appended.Entry.Sequence, appended.Entry));
        return RevokeOutcome.Accept(appended.Entry.Body);
    }

    private long Now() => services.Clock.GetUtcNow().ToUnixTimeMilliseconds();
}
