using System.Text;
using OrleansChat.Logs;
using OrleansChat.Storage;

namespace OrleansChat.Tests.Storage.Checking;

/// <summary>Compares what a store answered with what it holds. Knows the contract of <see cref="IMessageLog"/>, not the store.</summary>
internal sealed class LogHistoryChecker
{
    private readonly List<string> _violations = [];
    private readonly Dictionary<(LogId Log, long Sequence), List<Submission>> _byPlace = [];
    private readonly Dictionary<string, Submission> _byBody = [];

    private LogHistoryChecker(LogHistory history)
    {
        foreach (var submission in history.Submissions)
        {
            _byBody.Add(Text(submission.Body), submission);
            var place = (submission.Log, submission.Sequence);
            if (!_byPlace.TryGetValue(place, out var there)) _byPlace.Add(place, there = []);
            there.Add(submission);
        }
    }

    /// <summary>All ways in which the stored logs contradict the contract; empty when there is none.</summary>
    public static IReadOnlyList<string> Check(LogHistory history, IReadOnlyList<StoredLog> logs)
    {
        var checker = new LogHistoryChecker(history);
        foreach (var log in logs)
        {
            checker.CheckRows(log);
            checker.CheckEpoch(log);
        }

        var byLog = logs.ToDictionary(static log => log.Log);
        foreach (var submission in history.Submissions) checker.CheckAnswer(submission, byLog[submission.Log]);
        return checker._violations;
    }

    private void CheckRows(StoredLog log)
    {
        var byKey = new Dictionary<(long, string), long>();
        for (var index = 0; index < log.Entries.Count; index++)
        {
            var entry = log.Entries[index];
            if (entry.Sequence != index + 1)
            {
                _violations.Add($"{log.Log}: row {index + 1} has number {entry.Sequence}");
                return;
            }

            if (entry.Kind == LogEntryKind.Void) CheckVoid(log.Log, entry, byKey);
            else CheckMessage(log.Log, entry, byKey);
        }

        if (log.Tail.Head != log.Entries.Count) _violations.Add($"{log.Log}: head {log.Tail.Head} but {log.Entries.Count} rows");
    }

    private void CheckMessage(LogId log, LogEntry entry, Dictionary<(long, string), long> byKey)
    {
        if (!_byBody.TryGetValue(Text(entry.Body), out var submission)) _violations.Add($"{log}/{entry.Sequence}: a body that nobody submitted");
        else if (submission.Log != log || submission.Sequence != entry.Sequence) _violations.Add($"{log}/{entry.Sequence}: holds {submission}");
        else if (submission.ClientKey is { } key && !byKey.TryAdd((submission.Sender, key), entry.Sequence))
            _violations.Add($"{log}/{entry.Sequence}: client key {key} of {submission.Sender} stands at {byKey[(submission.Sender, key)]} already");
    }

    private void CheckVoid(LogId log, LogEntry entry, Dictionary<(long, string), long> byKey)
    {
        if (entry.Body.Length != 0) _violations.Add($"{log}/{entry.Sequence}: a void row with a body");
        var explained = _byPlace.TryGetValue((log, entry.Sequence), out var there) && there.Exists(submission =>
            submission.ClientKey is { } key && byKey.ContainsKey((submission.Sender, key))
            && submission.Answer is null or { Status: AppendStatus.Repeated });
        if (!explained) _violations.Add($"{log}/{entry.Sequence}: a void row that no repeat explains");
    }

    private void CheckEpoch(StoredLog log)
    {
        if (log.Entries.Count == 0)
        {
            if (log.Tail.Epoch != 0) _violations.Add($"{log.Log}: epoch {log.Tail.Epoch} of an empty log");
            return;
        }

        var last = _byPlace.TryGetValue((log.Log, log.Entries.Count), out var there) ? there : [];
        if (!last.Exists(submission => submission.Epoch == log.Tail.Epoch))
            _violations.Add($"{log.Log}: epoch {log.Tail.Epoch} is not the one under which the last row was written");

        var highest = 0L;
        foreach (var entry in log.Entries.Where(static entry => entry.Kind != LogEntryKind.Void))
        {
            if (!_byBody.TryGetValue(Text(entry.Body), out var submission)) continue;
            if (submission.Epoch < highest) _violations.Add($"{log.Log}/{entry.Sequence}: written under epoch {submission.Epoch} after {highest}");
            highest = Math.Max(highest, submission.Epoch);
        }
    }

    private void CheckAnswer(Submission submission, StoredLog log)
    {
        var place = submission.Sequence <= log.Entries.Count ? log.Entries[(int)submission.Sequence - 1] : null;
        var holdsBody = place is not null && place.Body.AsSpan().SequenceEqual(submission.Body);
        switch (submission.Answer?.Status)
        {
            case AppendStatus.Appended when !holdsBody:
                _violations.Add($"{submission}: answered Appended but is not stored");
                break;
            case AppendStatus.Fenced when holdsBody:
                _violations.Add($"{submission}: answered Fenced but is stored");
                break;
            case AppendStatus.Repeated:
                CheckRepeat(submission, submission.Answer.Value.First, place, log);
                break;
        }
    }

    private void CheckRepeat(Submission submission, LogEntry? first, LogEntry? place, StoredLog log)
    {
        if (place?.Kind != LogEntryKind.Void) _violations.Add($"{submission}: answered Repeated but its number holds no void row");
        if (first is null || first.Sequence >= submission.Sequence || first.Sequence > log.Entries.Count)
        {
            _violations.Add($"{submission}: answered Repeated, first entry {first?.Sequence}");
            return;
        }

        var stored = log.Entries[(int)first.Sequence - 1];
        var original = _byBody.GetValueOrDefault(Text(stored.Body));
        var fits = stored.Body.AsSpan().SequenceEqual(first.Body) && stored.AcceptedAt == first.AcceptedAt
            && original is not null && original.ClientKey == submission.ClientKey && original.Sender == submission.Sender;
        if (!fits) _violations.Add($"{submission}: answered Repeated of {first.Sequence}, which holds {original}");
    }

    private static string Text(byte[] body) => Encoding.UTF8.GetString(body);
}
