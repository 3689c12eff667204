using OrleansChat.Load.History;

namespace OrleansChat.Load.Checking;

/// <summary>A history sorted by message, app and socket. Building it finds what no rule could place: unknown texts and double ids.</summary>
internal sealed partial class HistoryIndex
{
    private readonly Dictionary<string, MessageFacts> _byKey = new(StringComparer.Ordinal);
    private readonly Dictionary<string, MessageFacts> _byPayload = new(StringComparer.Ordinal);
    private readonly Dictionary<string, MessageFacts> _byId = new(StringComparer.Ordinal);
    private readonly Dictionary<(long User, string App), AppFacts> _apps = [];
    private readonly Dictionary<int, SocketFacts> _sockets = [];
    private readonly Dictionary<int, List<Receipt>> _withoutPong = [];
    private readonly ViolationList _violations;

    public HistoryIndex(RecordedHistory history, ViolationList violations)
    {
        _violations = violations;
        foreach (var happened in history.Events)
        {
            Add(happened);
            End = happened.At;
        }

        AppsByUser = _apps.Values.ToLookup(app => app.User);
    }

    public IReadOnlyCollection<MessageFacts> Messages => _byKey.Values;

    public IReadOnlyCollection<AppFacts> Apps => _apps.Values;

    public ILookup<long, AppFacts> AppsByUser { get; }

    public List<TimeSpan> Kills { get; } = [];

    public bool IsDrained { get; private set; }

    public int Cuts { get; private set; }

    public TimeSpan End { get; private set; }

    private void Add(HistoryEvent happened)
    {
        switch (happened)
        {
            case SendStarted started: Start(started); break;
            case SendAnswered answered: Answer(answered); break;
            case SendRefused refused: _byKey[refused.ClientKey].Refusals++; break;
            case SendUnknown: break;
            case AppDeclared declared: App(declared.User, declared.App).DeclaredAt ??= declared.At; break;
            case SocketOpening opening: Open(opening); break;
            case SocketOpened opened: _sockets[opened.Socket].OpenedAt = opened.At; break;
            case SocketArmed armed: _sockets[armed.Socket].ArmedAt ??= armed.At; break;
            case FrameReceived frame: Receive(frame); break;
            case PongSent pong: Confirm(pong); break;
            case SocketStalled stalled: _sockets[stalled.Socket].StalledAt ??= stalled.At; break;
            case SocketClosed closed: Close(closed); break;
            case ServerKilled: Kills.Add(happened.At); break;
            case ServerUp: break;
            case Drained: IsDrained = true; break;
            default: throw new InvalidOperationException($"The checker does not know {happened.GetType().Name}.");
        }
    }

    private AppFacts App(long user, string name)
    {
        if (!_apps.TryGetValue((user, name), out var app))
            _apps.Add((user, name), app = new AppFacts(user, name));
        return app;
    }

    private void Open(SocketOpening opening)
    {
        var app = App(opening.User, opening.App);
        var socket = new SocketFacts(opening.Socket, app, opening.At);
        _sockets.Add(opening.Socket, socket);
        _withoutPong.Add(opening.Socket, []);
        app.Sockets.Add(socket);
    }

    private void Confirm(PongSent pong)
    {
        var waiting = _withoutPong[pong.Socket];
        foreach (var receipt in waiting)
            receipt.PongAt = pong.At;
        waiting.Clear();
    }

    private void Close(SocketClosed closed)
    {
        var socket = _sockets[closed.Socket];
        socket.ClosedAt ??= closed.At;
        if (closed.Code is null && socket.OpenedAt is not null)
            Cuts++;
        if (closed.Code is { } code && !closed.Expected)
            _violations.Add(ViolationKind.CloseFrame, closed.At, $"{socket} of {socket.App} got close frame {code}: {closed.Reason}");
    }
}
