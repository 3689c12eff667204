using System.Diagnostics.CodeAnalysis;
using OrleansChat.Storage;

namespace OrleansChat.Logs;

/// <summary>
/// The one way in which an activation appends to the log that it owns: takes a place and hands the entry to the store without an
/// await between the two, so that numbers reach the store in order. Belongs to one activation and runs in its turns only.
/// </summary>
/// <param name="store">The durable logs.</param>
/// <param name="log">The log.</param>
/// <param name="numbering">Its numbers.</param>
/// <param name="endActivation">Called once when an append was refused or its outcome is unknown: only a fresh load knows what is on disk.</param>
public sealed class LogWriter(IMessageLog store, LogId log, LogNumbering numbering, Action<Exception?> endActivation)
{
    private bool _isEnded;

    /// <summary>The highest number that is known to be durable.</summary>
    public long Head => numbering.Head;

    /// <summary>The highest number that was handed out. A reader of the store may meet an entry up to here before its append is answered.</summary>
    public long LastHandedOut => numbering.LastHandedOut;

    /// <summary>How many appends wait for the disk.</summary>
    public int InFlight => numbering.InFlight;

    /// <summary>Starts an append.</summary>
    /// <returns>False when too many are in flight: nothing was started.</returns>
    public bool TryAppend(NewLogEntry entry, [NotNullWhen(true)] out Task<LogAppended>? append)
    {
        append = numbering.TryTake() is { } place ? AppendAsync(place, entry) : null;
        return append is not null;
    }

    // The place is handed over before the first await; a store that throws at once leaves it unfilled like one that fails later.
    private async Task<LogAppended> AppendAsync(LogPlace place, NewLogEntry entry)
    {
        AppendResult result;
        try
        {
            result = await store.AppendAsync(ToAppend(place, entry));
        }
        catch (Exception exception)
        {
            numbering.Lost(place);
            End(exception);
            throw;
        }

        if (result.Status == AppendStatus.Fenced)
        {
            numbering.Lost(place);
            var fenced = new StoreOutcomeUnknownException($"{log} has another owner, or {place.Sequence} does not follow its head");
            End(fenced);
            throw fenced;
        }

        numbering.Filled(place);
        return result.First is { } first
            ? new LogAppended(first, Filler: place.Sequence)
            : new LogAppended(Stored(place, entry), Filler: null);
    }

    private static LogEntry Stored(LogPlace place, NewLogEntry entry) =>
        new() { Sequence = place.Sequence, Kind = entry.Kind, AcceptedAt = entry.AcceptedAt, Body = entry.Body, MessageId = entry.MessageId };

    private LogAppend ToAppend(LogPlace place, NewLogEntry entry) => new()
    {
        Log = log,
        Epoch = place.Epoch,
        ClaimsEpoch = place.ClaimsEpoch,
        Sequence = place.Sequence,
        Kind = entry.Kind,
        AcceptedAt = entry.AcceptedAt,
        Sender = entry.Sender,
        Receiver = entry.Receiver,
        MessageId = entry.MessageId,
        ClientKey = entry.ClientKey,
        Body = entry.Body,
        Revokes = entry.Revokes,
    };

    private void End(Exception exception)
    {
        if (_isEnded) return;
        _isEnded = true;
        endActivation(exception);
    }
}
