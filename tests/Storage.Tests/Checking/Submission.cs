using System.Text;
using OrleansChat.Logs;
using OrleansChat.Storage;

namespace OrleansChat.Tests.Storage.Checking;

/// <summary>One append that a workload handed to a store, and what it was told. The id stands in the body, so that a row names its submission.</summary>
internal sealed record Submission(int Id, LogId Log, long Epoch, bool Claims, long Sequence, long Sender, string? ClientKey)
{
    private const char Separator = ' ';
    private const string NoKey = "-";

    /// <summary>The answer; null while there is none.</summary>
    public AppendResult? Answer { get; set; }

    /// <summary>Whether the store said that the outcome is unknown.</summary>
    public bool Unknown { get; set; }

    public byte[] Body => Encoding.UTF8.GetBytes($"{{\"op\":{Id},\"pad\":\"{new string('x', Id % 97)}\"}}");

    public LogAppend ToAppend() => new()
    {
        Log = Log,
        Epoch = Epoch,
        ClaimsEpoch = Claims,
        Sequence = Sequence,
        Kind = LogEntryKind.Message,
        AcceptedAt = 1_000_000 + Id,
        Sender = Sender,
        Receiver = Log.Owner,
        MessageId = Guid.NewGuid(),
        ClientKey = ClientKey,
        Body = Body,
    };

    /// <summary>One line, for a process that reports to its parent.</summary>
    public string ToLine() => string.Join(Separator, Id, Log.Value, Epoch, Claims ? 1 : 0, Sequence, Sender, ClientKey ?? NoKey);

    public static Submission FromLine(string line)
    {
        var parts = line.Split(Separator);
        return new Submission(
            int.Parse(parts[0]), LogId.FromValue(long.Parse(parts[1])), long.Parse(parts[2]), parts[3] == "1", long.Parse(parts[4]),
            long.Parse(parts[5]), parts[6] == NoKey ? null : parts[6]);
    }
}
