namespace OrleansChat.Load.Checking;

/// <summary>One message as its sender knows it, with everything that came back about it.</summary>
internal sealed class MessageFacts(long from, long to, string clientKey, string payload, TimeSpan firstStart)
{
    public long From => from;

    public long To => to;

    public string ClientKey => clientKey;

    public string Payload => payload;

    public TimeSpan FirstStart => firstStart;

    /// <summary>The first ok; null while every attempt was refused or unknown.</summary>
    public TimeSpan? AnsweredAt { get; set; }

    /// <summary>The id of the first ok, else of the first copy that arrived.</summary>
    public string? Id { get; set; }

    public int Attempts { get; set; }

    public int Refusals { get; set; }

    public override string ToString() => $"message {ClientKey} ({From} to {To}, id {Id ?? "unknown"})";
}

/// <summary>One arrival of one message on one socket.</summary>
internal sealed class Receipt(MessageFacts message, SocketFacts socket, TimeSpan at)
{
    public MessageFacts Message => message;

    public SocketFacts Socket => socket;

    public TimeSpan At => at;

    /// <summary>The first pong the client sent on this socket after the frame; null when none followed.</summary>
    public TimeSpan? PongAt { get; set; }
}

/// <summary>One connection of an app.</summary>
internal sealed class SocketFacts(int id, AppFacts app, TimeSpan openingAt)
{
    public int Id => id;

    public AppFacts App => app;

    public TimeSpan OpeningAt => openingAt;

    public TimeSpan? OpenedAt { get; set; }

    public TimeSpan? ArmedAt { get; set; }

    public TimeSpan? StalledAt { get; set; }

    public TimeSpan? ClosedAt { get; set; }

    public List<Receipt> Receipts { get; } = [];

    /// <summary>When the client ceased to take frames: it stalled, or the connection ended; the end of the history if neither.</summary>
    public TimeSpan ListeningUntil(TimeSpan historyEnd) => StalledAt ?? ClosedAt ?? historyEnd;

    public override string ToString() => $"socket {Id}";
}

/// <summary>One app of one user: the unit that must get every message once.</summary>
internal sealed class AppFacts(long user, string name)
{
    public long User => user;

    public string Name => name;

    public TimeSpan? DeclaredAt { get; set; }

    public List<SocketFacts> Sockets { get; } = [];

    /// <summary>All arrivals on all sockets in the order they were recorded.</summary>
    public List<Receipt> Receipts { get; } = [];

    public override string ToString() => $"app {Name} of user {User}";
}
