using System.Diagnostics;
using OrleansChat.Logs;
using OrleansChat.Storage;

namespace OrleansChat.Tests.Storage.Measuring;

/// <summary>One worker: owns some logs, appends to them in turn, keeps a number of appends in flight.</summary>
internal sealed class MeasuredAppends(IMessageLog store, int firstLog, int step, int logs, int depth, bool withKey, int bodyBytes)
{
    private readonly byte[] _body = new byte[bodyBytes];
    private readonly Queue<(Task<AppendResult> Answer, long At)> _waiting = new();

    public List<double> Milliseconds { get; } = [];

    public async Task RunAsync(long started, TimeSpan duration)
    {
        for (var number = 0L; Stopwatch.GetElapsedTime(started) < duration || _waiting.Count > 0;)
        {
            while (_waiting.Count < depth && Stopwatch.GetElapsedTime(started) < duration)
            {
                var append = Entry(new LogId(LogKind.User, firstLog + (step * (number % logs))), (number / logs) + 1);
                _waiting.Enqueue((store.AppendAsync(append), Stopwatch.GetTimestamp()));
                number++;
            }

            if (!_waiting.TryDequeue(out var oldest)) return;
            if ((await oldest.Answer).Status != AppendStatus.Appended) throw new InvalidOperationException("An append was refused.");
            Milliseconds.Add(Stopwatch.GetElapsedTime(oldest.At).TotalMilliseconds);
        }
    }

    private LogAppend Entry(LogId log, long sequence) => new()
    {
        Log = log,
        Epoch = 1,
        ClaimsEpoch = sequence == 1,
        Sequence = sequence,
        Kind = LogEntryKind.Message,
        AcceptedAt = sequence,
        Sender = 1 + (sequence % 7),
        Receiver = log.Owner,
        MessageId = Guid.NewGuid(),
        ClientKey = withKey ? Guid.NewGuid().ToString("n") : null,
        Body = _body,
    };
}
