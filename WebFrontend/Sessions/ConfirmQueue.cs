namespace OrleansChat.Sessions;

/// <summary>Collects the sessions whose receipts have not been told yet, and tells them soon, each by itself: a grain that is slow or fails
/// holds up its own user's receipts and nobody else's.</summary>
// Threads: any may call Add; exactly one runs the loop.
// I1: a session with an untold receipt is in _waiting or in _telling.  I2: at most one loop runs.  I3: a session is told by one at a time.
// Locks: _gate only; never awaited under it.  At the bound: there is none of its own, a session stands in each set at most once.
internal sealed class ConfirmQueue(TimeProvider clock, TimeSpan wait)
{
    private static readonly TimeSpan AgainAfter = TimeSpan.FromSeconds(1);

    private readonly Lock _gate = new();
    private readonly HashSet<ChatSession> _telling = [];
    private HashSet<ChatSession> _waiting = [];
    private bool _isRunning;

    /// <summary>Whether a receipt waits to be told.</summary>
    public bool IsRunning
    {
        get { lock (_gate) return _isRunning; }
    }

    /// <summary>The session has a receipt to tell.</summary>
    public void Add(ChatSession session)
    {
        lock (_gate)
        {
            _waiting.Add(session);
            if (_isRunning) return;
            _isRunning = true;
        }

        ThreadPool.UnsafeQueueUserWorkItem(static queue => _ = queue.RunAsync(), this, preferLocal: false);
    }

    private async Task RunAsync()
    {
        while (true)
        {
            await Task.Delay(wait, clock);
            if (Take() is not { } sessions) return;
            foreach (var session in sessions) _ = TellAsync(session);
        }
    }

    private async Task TellAsync(ChatSession session)
    {
        // ConfirmAsync never throws; it says whether it is worth another try.
        var isTold = await session.ConfirmAsync();
        if (!isTold) await Task.Delay(AgainAfter, clock);
        lock (_gate) _telling.Remove(session);
        if (!isTold && session.State != SessionState.Closed) Add(session);
    }

    /// <summary>Those to tell now; null when nobody waits and the loop has ended.</summary>
    private List<ChatSession>? Take()
    {
        lock (_gate)
        {
            if (_waiting.Count == 0)
            {
                _isRunning = false;
                return null;
            }

            // One that is being told keeps waiting: what it has confirmed since is told when the answer is there.
            var taken = _waiting.Where(session => !_telling.Contains(session)).ToList();
            if (taken.Count == _waiting.Count) _waiting = [];
            else _waiting.ExceptWith(taken);
            _telling.UnionWith(taken);
            return taken;
        }
    }
}
