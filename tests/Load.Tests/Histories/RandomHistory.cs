using OrleansChat.Load.History;

namespace OrleansChat.Tests.Histories;

/// <summary>A small model of a faultless server and its clients, driven by a seed: the history it writes must pass.</summary>
internal sealed class RandomHistory
{
    private const int Users = 3;

    private readonly Random _random;
    private readonly HistoryBuilder _builder = new();
    private readonly List<ModelReceiver> _receivers = [];
    private readonly List<ModelMessage> _unanswered = [];
    private double _now;
    private int _messages;

    private RandomHistory(int seed)
    {
        _random = new Random(seed);
        for (var user = 1; user <= Users; user++)
        {
            _builder.Declare(user);
            _receivers.Add(new ModelReceiver(user));
        }
    }

    public static RecordedHistory Create(int seed)
    {
        var model = new RandomHistory(seed);
        for (var step = 0; step < 400; step++)
            model.Step();
        return model.Finish();
    }

    private void Step()
    {
        Tick(0.01 + _random.NextDouble() * 0.05);
        var receiver = _receivers[_random.Next(Users)];
        switch (_random.Next(20))
        {
            case < 7: StartOne(receiver); break;
            case < 10: AnswerOne(); break;
            case 10: Cut(receiver); break;
            case 11 when _random.Next(4) == 0: Kill(); break;
            default: Feed(receiver); break;
        }
    }

    private RecordedHistory Finish()
    {
        while (_unanswered.Count > 0)
            AnswerOne();
        foreach (var receiver in _receivers)
        {
            while (receiver.Socket is null || receiver.Position < receiver.Log.Count)
                Feed(receiver);
        }

        Tick(1);
        return _builder.Drained();
    }

    // A pair of start and append; the answer comes some steps later, so sends of different users overlap.
    private void StartOne(ModelReceiver to)
    {
        var from = _random.Next(1, Users + 1);
        if (_unanswered.Exists(message => message.From == from))
            return;   // senders wait for their answers
        var message = new ModelMessage($"m{_messages++}", from, to.User);
        _builder.Start(message.Key, message.From, message.To);
        if (_random.Next(8) == 0)
            _builder.Add(new SendUnknown(message.Key, "cut")).Start(message.Key, message.From, message.To, attempt: 2);
        to.Log.Add(message);
        _unanswered.Add(message);
    }

    private void AnswerOne()
    {
        if (_unanswered.Count == 0)
            return;
        var message = _unanswered[_random.Next(_unanswered.Count)];
        _unanswered.Remove(message);
        _builder.Answer(message.Key);
    }

    private void Feed(ModelReceiver receiver)
    {
        if (receiver.Socket is null)
        {
            receiver.Reopen();
            _builder.Open(receiver.Socket!.Value, receiver.User);
        }

        for (var i = _random.Next(1, 4); i > 0 && receiver.Position < receiver.Log.Count; i--)
        {
            var message = receiver.Log[receiver.Position++];
            _builder.Receive(receiver.Socket!.Value, message.Key, from: message.From, to: message.To);
        }

        if (_random.Next(2) == 0)
        {
            Tick(0.001);
            _builder.Pong(receiver.Socket!.Value);
            receiver.Pongs.Add((_now, receiver.Position));
        }
    }

    private void Cut(ModelReceiver receiver)
    {
        if (receiver.Socket is not { } socket)
            return;
        receiver.Confirm(_now, unsure: _random.NextDouble() * 0.9);
        _builder.Cut(socket);
        receiver.Socket = null;
    }

    private void Kill()
    {
        _builder.Kill();
        foreach (var receiver in _receivers)
        {
            if (receiver.Socket is not { } socket)
                continue;
            receiver.Confirm(_now, unsure: _random.NextDouble() * 1.2);
            _builder.Cut(socket);
            receiver.Socket = null;
        }
    }

    private void Tick(double seconds) => _builder.At(_now += seconds);
}

internal sealed record ModelMessage(string Key, long From, long To);

/// <summary>One app and its log as the faultless server sees them.</summary>
internal sealed class ModelReceiver(long user)
{
    private int _sockets;
    private int _confirmed;

    public long User => user;

    public List<ModelMessage> Log { get; } = [];

    public List<(double At, int Position)> Pongs { get; } = [];

    public int Position { get; set; }

    public int? Socket { get; set; }

    public void Reopen()
    {
        Socket = (int)user * 1000 + _sockets++;
        Position = _confirmed;
    }

    /// <summary>Takes over what was confirmed, except perhaps in the last moments.</summary>
    public void Confirm(double now, double unsure)
    {
        foreach (var (at, position) in Pongs)
        {
            if (at <= now - unsure)
                _confirmed = Math.Max(_confirmed, position);
        }

        Pongs.Clear();
    }
}
