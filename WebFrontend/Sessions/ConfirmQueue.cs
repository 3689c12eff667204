namespace OrleansChat.Sessions;

/// <summary>Collects the sessions whose receipts have not been told yet, and tells them together, soon.</summary>
// Threads: any may call Add; exactly one runs the loop.
// I1: a session with an untold receipt is in _waiting or in the round that is under way.  I2: at most one loop runs.
// Locks: _gate only; never awaited under it.  At the bound: there is none of its own, a session stands in it at most once.
internal sealed class ConfirmQueue(TimeProvider clock, TimeSpan wait)
{
    private static readonly TimeSpan AgainAfter = TimeSpan.FromSeconds(1);

    private readonly Lock _gate = new();
    private HashSet<ChatSession> _waiting = [];
    private bool _isRunning;

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
            if (Take() is not { Count: > 0 } sessions) return;

            // ConfirmAsync never throws; it says whether it is worth another try.
            var told = await Task.WhenAll(sessions.Select(async session => (session, isTold: await session.ConfirmAsync())));
            var again = told.Where(result => !result.isTold && result.session.State != SessionState.Closed).Select(result => result.session).ToList();
            if (again.Count == 0) continue;
            await Task.Delay(AgainAfter, clock);
            lock (_gate) _waiting.UnionWith(again);
        }
    }

    private HashSet<ChatSession>? Take()
    {
        lock (_gate)
        {
            if (_waiting.Count == 0)
            {
                _isRunning = false;
                return null;
            }

            var taken = _waiting;
            _waiting = [];
            return taken;
        }
    }
}
