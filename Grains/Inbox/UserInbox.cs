using System.Collections.Immutable;
using OrleansChat.Accounts;
using OrleansChat.Delivery;
using OrleansChat.Logs;
using OrleansChat.Messages;
using OrleansChat.Storage;
using OrleansChat.Users;

namespace OrleansChat.Inbox;

/// <summary>
/// The durable inbox of one user: decides, numbers, appends, and hints after the commit. Belongs to one activation; its methods run
/// interleaved in its turns, which is safe because nothing is awaited between a decision and the hand-over to the writer.
/// </summary>
/// <param name="log">The user's log.</param>
/// <param name="writer">The one way to append to it.</param>
/// <param name="services">What it works with.</param>
/// <param name="frontends">Who is hinted; read after each commit.</param>
public sealed class UserInbox(LogId log, LogWriter writer, InboxServices services, Func<ImmutableArray<FrontendRef>> frontends)
{
    // Bounded by the appends in flight: an entry leaves with its append's answer.
    private readonly Dictionary<(UserId Sender, string Key), InFlight> _inFlight = [];

    /// <summary>The highest durable sequence.</summary>
    public long Head => writer.Head;

    /// <summary>Gives a message its place and makes it durable (see <see cref="IUserGrain.SendAsync"/>).</summary>
    public async Task<SendOutcome> SendAsync(SendMessage command, UserAccount? receiver)
    {
        if (command.ClientKey is { } key && _inFlight.TryGetValue((command.Sender.Id, key), out var first))
        {
            // The same key twice at once: both get the one message's answer.
            return first.Matches(command) ? await first.Outcome : SendOutcome.Reject(ChatError.ClientKeyReused);
        }

        if (receiver is not { Status: 1 }) return await RefuseAsync(command, ChatError.ReceiverMissingOrDisabled);

        var acceptedAt = services.Clock.GetUtcNow().ToUnixTimeMilliseconds();
        var id = services.MessageIds.Next();
        var body = SingleMessage.Write(id, command, MessageParty.Of(receiver), acceptedAt);
        var entry = new NewLogEntry(LogEntryKind.Message, acceptedAt, command.Sender.Id.Value, receiver.Id.Value, id, command.ClientKey, body);
        if (!writer.TryAppend(entry, out var append)) return await RefuseAsync(command, ChatError.Busy);

        var outcome = CompleteAsync(command, append);
        if (command.ClientKey is null) return await outcome;
        var place = (command.Sender.Id, command.ClientKey);
        _inFlight[place] = new InFlight(command, outcome);
        try
        {
            return await outcome;
        }
        finally
        {
            _inFlight.Remove(place);
        }
    }

    /// <summary>Reads the log after a sequence.</summary>
    public Task<LogPage> ReadAsync(long afterSequence, int entriesMax, int bytesMax) =>
        services.Logs.ReadAsync(log, afterSequence, entriesMax, bytesMax, CancellationToken.None);

    /// <summary>Tells frontends where the log ends, for those that subscribed while entries were appended.</summary>
    public void HintHead(IEnumerable<FrontendRef> to)
    {
        foreach (var frontend in to) services.Hints.Publish(frontend, new Hint(log, writer.Head, Entry: null));
    }

    private async Task<SendOutcome> CompleteAsync(SendMessage command, Task<LogAppended> append)
    {
        var appended = await append;
        if (appended.Filler is { } filler)
        {
            Hint(new Hint(log, filler, new LogEntry { Sequence = filler, Kind = LogEntryKind.Void, AcceptedAt = appended.Entry.AcceptedAt, Body = [] }));
            return Repeat(command, appended.Entry);
        }

        Hint(new Hint(log, appended.Entry.Sequence, appended.Entry));
        return SendOutcome.Accept(appended.Entry.Body);
    }

    // A retry gets its first answer, even when the same message would be refused today (design.md invariant 2).
    private async Task<SendOutcome> RefuseAsync(SendMessage command, ChatError error)
    {
        if (command.ClientKey is null) return SendOutcome.Reject(error);
        var first = await services.Logs.FindByClientKeyAsync(log, command.Sender.Id.Value, command.ClientKey, CancellationToken.None);
        return first is null ? SendOutcome.Reject(error) : Repeat(command, first);
    }

    private static SendOutcome Repeat(SendMessage command, LogEntry first) =>
        first.Kind == LogEntryKind.Void ? SendOutcome.Reject(ChatError.MessageRevoked)
        : SingleMessage.HasContentOf(first.Body, command) ? SendOutcome.Accept(first.Body) : SendOutcome.Reject(ChatError.ClientKeyReused);

    private void Hint(Hint hint)
    {
        foreach (var frontend in frontends()) services.Hints.Publish(frontend, hint);
    }

    private sealed record InFlight(SendMessage Command, Task<SendOutcome> Outcome)
    {
        public bool Matches(SendMessage other) =>
            string.Equals(Command.Type, other.Type, StringComparison.Ordinal) && string.Equals(Command.Data, other.Data, StringComparison.Ordinal);
    }
}
