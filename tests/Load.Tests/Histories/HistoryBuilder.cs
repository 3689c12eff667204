using OrleansChat.Load.History;

namespace OrleansChat.Tests.Histories;

/// <summary>Writes a history by hand, in seconds of its own clock.</summary>
internal sealed class HistoryBuilder
{
    public const long Alice = 1;
    public const long Bob = 2;
    private const string App = "default";

    private readonly List<HistoryEvent> _events = [];
    private double _now;

    /// <summary>Moves the clock; everything added afterwards happens then.</summary>
    public HistoryBuilder At(double seconds)
    {
        Assert.True(seconds >= _now, "a history is written in the order of time");
        _now = seconds;
        return this;
    }

    public HistoryBuilder Add(HistoryEvent happened)
    {
        happened.At = TimeSpan.FromSeconds(_now);
        _events.Add(happened);
        return this;
    }

    public HistoryBuilder Declare(long user = Bob, string app = App) => Add(new AppDeclared(user, app));

    public HistoryBuilder Open(int socket, long user = Bob, string app = App) =>
        Add(new SocketOpening(user, app, socket)).Add(new SocketOpened(socket)).Add(new SocketArmed(socket));

    public HistoryBuilder Start(string message, long from = Alice, long to = Bob, int attempt = 1) =>
        Add(new SendStarted(from, to, message, $"text of {message}", attempt));

    public HistoryBuilder Answer(string message, string? id = null) => Add(new SendAnswered(message, id ?? $"id-{message}", CreateTime: 0));

    public HistoryBuilder Send(string message, long from = Alice, long to = Bob) => Start(message, from, to).Answer(message);

    public HistoryBuilder Receive(int socket, string message, string? id = null, long from = Alice, long to = Bob, string? payload = null) =>
        Add(new FrameReceived(socket, id ?? $"id-{message}", from, to, payload ?? $"text of {message}"));

    public HistoryBuilder Pong(int socket) => Add(new PongSent(socket));

    public HistoryBuilder Cut(int socket) => Add(new SocketClosed(socket, Code: null, Expected: true, "cut"));

    public HistoryBuilder Kill() => Add(new ServerKilled());

    public RecordedHistory Drained()
    {
        Add(new Drained());
        return Recorded();
    }

    public RecordedHistory Recorded() => new(_events);
}
