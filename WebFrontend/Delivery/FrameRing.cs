namespace OrleansChat.Delivery;

/// <summary>The newest frames of one log, consecutive, bounded in number and bytes; the oldest leaves first. Not thread-safe.</summary>
internal sealed class FrameRing(int framesMax, int bytesMax)
{
    private readonly Queue<LogFrame> _frames = new();
    private long _bytes;

    /// <summary>The first sequence it holds; meaningless while <see cref="Count"/> is 0.</summary>
    public long First => _frames.Count == 0 ? 0 : _frames.Peek().Sequence;

    /// <summary>The last sequence it holds; 0 when it holds none.</summary>
    public long Last { get; private set; }

    /// <summary>How many frames it holds.</summary>
    public int Count => _frames.Count;

    /// <summary>Adds a frame. One that does not follow the last one starts the ring anew; an older one is passed over.</summary>
    public void Add(LogFrame frame)
    {
        if (_frames.Count > 0 && frame.Sequence <= Last) return;
        if (_frames.Count > 0 && frame.Sequence != Last + 1) Clear();
        _frames.Enqueue(frame);
        _bytes += frame.Bytes.Length;
        Last = frame.Sequence;
        while (_frames.Count > 1 && (_frames.Count > framesMax || _bytes > bytesMax)) _bytes -= _frames.Dequeue().Bytes.Length;
    }

    /// <summary>The frames after a sequence, or null when the ring does not reach back that far or has nothing after it.</summary>
    public LogFrame[]? After(long sequence)
    {
        if (_frames.Count == 0 || sequence >= Last || sequence + 1 < First) return null;
        return [.. _frames.Skip((int)(sequence + 1 - First))];
    }

    /// <summary>Drops the content of a message; its place stays.</summary>
    public void Empty(Guid messageId)
    {
        // Once around: a queue cannot be changed in the middle.
        for (var rest = _frames.Count; rest > 0; rest--)
        {
            var frame = _frames.Dequeue();
            if (frame.MessageId == messageId)
            {
                _bytes -= frame.Bytes.Length;
                frame = frame.Emptied();
            }

            _frames.Enqueue(frame);
        }
    }

    /// <summary>Lets go of all frames and of the memory for them.</summary>
    public void Clear()
    {
        _frames.Clear();
        _frames.TrimExcess();
        _bytes = 0;
        Last = 0;
    }
}
