using System.Text.Json.Nodes;

namespace OrleansChat.Tests.Fakes;

/// <summary>What a kill of the fake server destroys: sessions, confirmed cursors not yet written, appends not yet committed.</summary>
/// <remarks>Threads: any. Locks: the disk, for everything; nothing is awaited under it.</remarks>
internal sealed class FakeProcess(FakeDisk disk, FakeFlaw flaw) : IDisposable
{
    /// <summary>Confirmed cursors and, with the flaw, answered messages reach the disk this late.</summary>
    private static readonly TimeSpan WriteDelay = TimeSpan.FromMilliseconds(200);

    private readonly Dictionary<long, List<FakeSession>> _sessions = [];
    private readonly Dictionary<long, int> _confirmed = [];
    private readonly List<FakeEntry> _uncommitted = [];
    private readonly CancellationTokenSource _dead = new();
    private int _position;
    private int _closeFrames;

    public CancellationToken Dead => _dead.Token;

    /// <summary>True once for a server that hangs up on somebody idle.</summary>
    public bool TakeCloseFrame() => flaw == FakeFlaw.CloseFrameAtIdle && Interlocked.Exchange(ref _closeFrames, 1) == 0;

    public void Start() => _ = WriteBehindAsync();

    public void Dispose()
    {
        // Under the lock of the disk nothing of this process gets through afterwards.
        lock (disk)
            _dead.Cancel();
        _dead.Dispose();
    }

    public FakeEntry Send(long from, JsonNode body)
    {
        var key = body["clientMsgId"]!.GetValue<string>();
        lock (disk)
        {
            _dead.Token.ThrowIfCancellationRequested();
            if (flaw != FakeFlaw.ForgetsClientKeys && (disk.ByKey.GetValueOrDefault(key) ?? _uncommitted.Find(entry => entry.Key == key)) is { } first)
                return first;
            var made = new FakeEntry($"id-{key}-{_position++}", key, from, body["sendto_id"]!.GetValue<long>(), body["data"]!.ToJsonString(), _position);
            if (flaw == FakeFlaw.AnswerBeforeCommit)
                _uncommitted.Add(made);
            else
                disk.Append(made);
            return made;
        }
    }

    public void Add(FakeSession session)
    {
        lock (disk)
        {
            if (!_sessions.TryGetValue(session.User, out var sessions))
                _sessions.Add(session.User, sessions = []);
            sessions.Add(session);
        }
    }

    public void Arm(long user)
    {
        lock (disk)
        {
            foreach (var session in _sessions.GetValueOrDefault(user) ?? [])
                session.IsArmed = true;
        }
    }

    public void Remove(FakeSession session)
    {
        lock (disk)
        {
            var sessions = _sessions[session.User];
            if (flaw == FakeFlaw.ReplacedSocketUnregisters)
                sessions.Clear();
            else
                sessions.Remove(session);
        }
    }

    /// <summary>The next entry for a session, when it is the newest armed one and has room for more that is unconfirmed.</summary>
    public FakeEntry? Next(FakeSession session)
    {
        lock (disk)
        {
            if (Fed(session.User) != session)
                return null;
            var confirmed = Confirmed(session.User);
            session.Position = Math.Max(session.Position, confirmed);
            var log = disk.Logs[session.User];
            if (session.Position >= log.Count || session.Position - confirmed >= 64)
                return null;
            var entry = log[session.Position++];
            if (flaw == FakeFlaw.CursorBeforeReceipt)
                _confirmed[session.User] = session.Position;
            return entry;
        }
    }

    public void Confirm(FakeSession session, int position)
    {
        lock (disk)
        {
            if (Fed(session.User) == session && position > Confirmed(session.User))
                _confirmed[session.User] = position;
        }
    }

    private FakeSession? Fed(long user) => _sessions.GetValueOrDefault(user)?.FindLast(session => session.IsArmed);

    private int Confirmed(long user) => _confirmed.GetValueOrDefault(user, disk.Cursors[user]);

    private async Task WriteBehindAsync()
    {
        using var timer = new PeriodicTimer(WriteDelay);
        try
        {
            while (await timer.WaitForNextTickAsync(_dead.Token))
            {
                lock (disk)
                {
                    _dead.Token.ThrowIfCancellationRequested();
                    _uncommitted.ForEach(disk.Append);
                    _uncommitted.Clear();
                    foreach (var (user, position) in _confirmed)
                        disk.Cursors[user] = position;
                }
            }
        }
        catch (OperationCanceledException)
        {
            // Killed.
        }
    }
}
