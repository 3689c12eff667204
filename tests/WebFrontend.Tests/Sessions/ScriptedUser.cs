using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using System.Threading.Channels;
using OrleansChat.Delivery;
using OrleansChat.Inbox;
using OrleansChat.Logs;
using OrleansChat.Tests.Sockets.WebSockets;
using OrleansChat.Users;

namespace OrleansChat.Tests.Sessions;

/// <summary>A user's grain whose answers are the test's: by default it knows every session and grants every claim. It records what was asked.</summary>
internal sealed partial class ScriptedUser : IUserGrain, ILogReader
{
    private readonly Lock _gate = new();
    private readonly List<LogEntry> _entries = [];
    private readonly ConcurrentQueue<string> _calls = new();
    private readonly Channel<string> _unseen = Channel.CreateUnbounded<string>();

    public ScriptedUser()
    {
        Open = _ => Task.FromResult(new OpenSessionOutcome { Confirmed = Confirmed, Head = Head });
        Claim = () => Task.FromResult(new ClaimFeedOutcome(IsGranted: true, Confirmed));
        Confirm = sequence =>
        {
            Confirmed = Math.Max(Confirmed, sequence);
            return Task.FromResult(true);
        };
        Read = after => Task.FromResult(PageAfter(after));
    }

    public Func<OpenSession, Task<OpenSessionOutcome>> Open { get; set; }

    public Func<Task<ClaimFeedOutcome>> Claim { get; set; }

    public Func<long, Task<bool>> Confirm { get; set; }

    public Func<Task> Released { get; set; } = () => Task.CompletedTask;

    public Func<Task> Close { get; set; } = () => Task.CompletedTask;

    public Func<long, Task<LogPage>> Read { get; set; }

    /// <summary>Where the app stands.</summary>
    public long Confirmed { get; set; }

    public long Head
    {
        get { lock (_gate) return _entries.Count; }
    }

    /// <summary>Everything that was asked so far, such as <c>confirm 7</c>.</summary>
    public string[] Calls => [.. _calls];

    /// <summary>Waits for a call and passes over those before it.</summary>
    public async Task CalledAsync(string call)
    {
        using var deadline = new CancellationTokenSource(TestDeadline.Generous);
        while (await _unseen.Reader.ReadAsync(deadline.Token) != call)
        {
        }
    }

    /// <summary>Appends an entry; nobody is told.</summary>
    public LogEntry Append(LogEntryKind kind = LogEntryKind.Message, int bytes = 0)
    {
        lock (_gate)
        {
            var sequence = _entries.Count + 1L;
            var body = kind == LogEntryKind.Void ? [] : Encoding.UTF8.GetBytes($"{{\"n\":{sequence},\"x\":\"{new string('x', bytes)}\"}}");
            _entries.Add(new LogEntry { Sequence = sequence, Kind = kind, AcceptedAt = 1_800_000_000_000 + sequence, Body = body });
            return _entries[^1];
        }
    }

    public LogPage PageAfter(long after)
    {
        lock (_gate) return new LogPage { Entries = [.. _entries.Skip((int)after)], Head = _entries.Count };
    }

    public Task<OpenSessionOutcome> OpenSessionAsync(OpenSession command) => Record(command.IsFed ? "open fed" : "open", () => Open(command));

    public Task<ClaimFeedOutcome> ClaimFeedAsync(Guid session) => Record("claim", Claim);

    public Task ReleasedAsync(Guid session) => Record("released", Released);

    public Task<bool> ConfirmAsync(Guid session, LogId log, long sequence) => Record($"confirm {sequence.ToString(CultureInfo.InvariantCulture)}", () => Confirm(sequence));

    public Task CloseSessionAsync(Guid session) => Record("close", Close);

    public Task<LogPage> ReadAsync(LogId log, long afterSequence) => Record($"read {afterSequence.ToString(CultureInfo.InvariantCulture)}", () => Read(afterSequence));

    private T Record<T>(string call, Func<T> answer)
    {
        _calls.Enqueue(call);
        _unseen.Writer.TryWrite(call);
        return answer();
    }
}
