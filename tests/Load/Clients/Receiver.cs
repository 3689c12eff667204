using OrleansChat.Load.History;
using OrleansChat.Load.Runs;

namespace OrleansChat.Load.Clients;

/// <summary>One app of one user: keeps a socket open as the real client does, while a script makes its life hard.</summary>
/// <remarks>Threads: the keeper, the script and the readers; the list of connections is guarded by _gate.</remarks>
internal sealed class Receiver(ChatApi api, Account account, RunHistory history, RunProgress progress, SocketNumbers numbers)
{
    /// <summary>The client reconnects this long after a connection that ended without a close frame.</summary>
    public static readonly TimeSpan ReconnectDelay = TimeSpan.FromSeconds(1);

    /// <summary>A login without a device id is one app of its user.</summary>
    public const string App = "default";

    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(50);

    private readonly Lock _gate = new();
    private readonly List<ChatConnection> _open = [];
    private volatile bool _isOffline;
    private TimeSpan _notBefore;

    /// <summary>A connection is up and the server was asked for what is waiting.</summary>
    public bool IsOnline
    {
        get
        {
            lock (_gate)
                return _open.Exists(connection => !connection.IsStalled);
        }
    }

    public void Declare() => history.Record(new AppDeclared(account.Id, App));

    /// <summary>Sees to it that there is a connection, until cancelled; then gives all of them up.</summary>
    public async Task KeepOnlineAsync(CancellationToken cancellationToken)
    {
        try
        {
            while (true)
            {
                bool isMissing;
                lock (_gate)
                    isMissing = !_isOffline && _open.TrueForAll(connection => connection.IsStalled) && history.Now >= _notBefore;
                if (isMissing && !await OpenAsync(cancellationToken))
                    _notBefore = history.Now + ReconnectDelay;
                await Task.Delay(Tick, cancellationToken);
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            await CutAllAsync(CutKind.Silent);
        }
    }

    /// <summary>Opens one more socket, whatever is open already, and posts the offline request for it.</summary>
    public async Task<bool> OpenAsync(CancellationToken cancellationToken)
    {
        var id = numbers.Next();
        if (await ChatConnection.OpenAsync(id, api.Address, account, App, history, progress, cancellationToken) is not { } connection)
            return false;
        lock (_gate)
            _open.Add(connection);
        _ = ReadAsync(connection);
        if (await api.ArmAsync(account, cancellationToken))
            history.Record(new SocketArmed(id));
        return true;
    }

    /// <summary>Stops reading for a while, then cuts: everything written meanwhile is lost on the way.</summary>
    /// <remarks>A stall longer than <see cref="ReconnectDelay"/> is a phone that changed its network: the app is back on a new socket
    /// while the server still holds the old one.</remarks>
    public async Task StallAndCutAsync(TimeSpan stall, CutKind kind, CancellationToken cancellationToken)
    {
        ChatConnection? newest;
        lock (_gate)
            newest = _open.LastOrDefault();
        if (newest is null)
            return;
        try
        {
            if (stall > TimeSpan.Zero)
            {
                lock (_gate)
                    _notBefore = history.Now + ReconnectDelay;
                newest.Stall();
                await Task.Delay(stall, cancellationToken);
            }
        }
        finally
        {
            await newest.CutAsync(kind);   // a stalled socket left open would keep this receiver deaf for ever
        }
    }

    /// <summary>Gives up the oldest of several sockets; the newest must not notice.</summary>
    public async Task CutOldestAsync(CutKind kind)
    {
        ChatConnection? oldest;
        lock (_gate)
            oldest = _open.Count > 1 ? _open[0] : null;
        if (oldest is not null)
            await oldest.CutAsync(kind);
    }

    public async Task GoOfflineAsync(TimeSpan span, CancellationToken cancellationToken)
    {
        _isOffline = true;
        try
        {
            await CutAllAsync(CutKind.Reset);
            await Task.Delay(span, cancellationToken);
        }
        finally
        {
            _isOffline = false;
        }
    }

    private async Task CutAllAsync(CutKind kind)
    {
        ChatConnection[] open;
        lock (_gate)
            open = [.. _open];
        foreach (var connection in open)
            await connection.CutAsync(kind);
    }

    private async Task ReadAsync(ChatConnection connection)
    {
        await connection.RunAsync();
        lock (_gate)
        {
            _open.Remove(connection);
            _notBefore = history.Now + ReconnectDelay;
        }
    }
}
