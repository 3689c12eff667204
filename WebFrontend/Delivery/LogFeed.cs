using System.Collections.Immutable;
using OrleansChat.Logs;

namespace OrleansChat.Delivery;

/// <summary>What this frontend knows of one log: its head, its newest frames, and who listens.</summary>
// Threads: any may call any method.
// I1: the ring holds consecutive frames.  I2: Head never falls.  I3: of several listeners that miss the same entries one read is made.
// I4: a listener is signalled after every rise of Head that it could not have seen before.
// Locks: _gate only; never awaited under it, no foreign code under it.
internal sealed class LogFeed(LogId log, ILogReader reader, DeliveryOptions options, TimeProvider clock)
{
    private readonly Lock _gate = new();
    private readonly FrameRing _ring = new(options.RingFramesMax, options.RingBytesMax);
    private readonly TakenBack _takenBack = new();
    private readonly Dictionary<long, Task<LogFrame[]>> _reads = [];
    private ImmutableArray<ILogListener> _listeners = [];
    private long _head;
    private long _newsAt = clock.GetTimestamp();

    /// <summary>The log.</summary>
    public LogId Log => log;

    /// <summary>The highest sequence that this frontend knows to be durable.</summary>
    public long Head => Volatile.Read(ref _head);

    /// <summary>How long nothing was heard of the log.</summary>
    public TimeSpan SilentFor => clock.GetElapsedTime(Volatile.Read(ref _newsAt));

    /// <summary>Whether anybody listens.</summary>
    public bool HasListeners => !_listeners.IsEmpty;

    /// <summary>Adds a listener.</summary>
    public void Add(ILogListener listener)
    {
        lock (_gate) _listeners = _listeners.Add(listener);
    }

    /// <summary>Removes this very listener and no other.</summary>
    /// <returns>Whether somebody still listens.</returns>
    public bool Remove(ILogListener listener)
    {
        lock (_gate)
        {
            _listeners = _listeners.Remove(listener);
            return !_listeners.IsEmpty;
        }
    }

    /// <summary>A hint: a new head and, mostly, its entry.</summary>
    public void Take(Hint hint)
    {
        var frame = hint.Entry is { } entry ? LogFrame.Of(entry) : default(LogFrame?);
        lock (_gate)
        {
            if (frame is { } made) Keep(hint.Entry!, made);
            Volatile.Write(ref _newsAt, clock.GetTimestamp());
            if (hint.Head > _head) Volatile.Write(ref _head, hint.Head);
        }

        SignalAll();
    }

    /// <summary>The log's head was read: whoever is behind learns it.</summary>
    public void NoteHead(long head)
    {
        lock (_gate)
        {
            Volatile.Write(ref _newsAt, clock.GetTimestamp());
            if (head <= _head) return;
            Volatile.Write(ref _head, head);
        }

        SignalAll();
    }

    /// <summary>The ready frames after a sequence, or null when they must be read or there are none.</summary>
    public LogFrame[]? ReadyAfter(long sequence)
    {
        lock (_gate) return _ring.After(sequence);
    }

    /// <summary>Whether a frame shows a message that was taken back: it must not be written any more.</summary>
    public bool IsTakenBack(LogFrame frame) => _takenBack.Contains(frame);

    /// <summary>Reads the frames after a sequence; listeners that ask for the same ones share the read.</summary>
    public Task<LogFrame[]> ReadAfterAsync(long sequence)
    {
        lock (_gate)
        {
            if (_reads.TryGetValue(sequence, out var shared)) return shared;

            // Started under the lock so that there is one, but it runs outside: a read that ends at once finds its entry to remove.
            var read = Task.Factory.StartNew(() => ReadAsync(sequence), CancellationToken.None, TaskCreationOptions.DenyChildAttach, TaskScheduler.Default).Unwrap();
            _reads.Add(sequence, read);
            return read;
        }
    }

    private async Task<LogFrame[]> ReadAsync(long sequence)
    {
        try
        {
            var page = await reader.ReadAsync(log, sequence);
            var frames = page.Entries.Select(LogFrame.Of).ToArray();
            lock (_gate)
            {
                // A read that reaches the newest entries makes the ring whole again for everybody behind the same gap.
                if (frames.Length > 0 && frames[^1].Sequence >= _ring.Last)
                {
                    if (frames[0].Sequence < _ring.First) _ring.Clear();
                    for (var i = 0; i < frames.Length; i++) Keep(page.Entries[i], frames[i]);
                }
                else
                {
                    foreach (var entry in page.Entries) Forget(entry);
                }
            }

            NoteHead(page.Head);
            return frames;
        }
        finally
        {
            lock (_gate) _reads.Remove(sequence);
        }
    }

    /// <summary>Nothing was heard for a while: whoever is still behind reads, and nobody else needs the ready frames.</summary>
    public void Rest()
    {
        lock (_gate) _ring.Clear();
    }

    private void Keep(LogEntry entry, LogFrame frame)
    {
        Forget(entry);

        // A read that began before a revoke may end after it.
        _ring.Add(_takenBack.Contains(frame) ? frame.Emptied() : frame);
    }

    // What a revoke takes back leaves the ring; what sessions hold is asked for by IsTakenBack.
    private void Forget(LogEntry entry)
    {
        if (_takenBack.Note(entry)) _ring.Empty(entry.MessageId);
    }

    private void SignalAll()
    {
        foreach (var listener in _listeners) listener.Signal();
    }
}
