using OrleansChat.Load.History;

namespace OrleansChat.Load.Checking;

internal sealed partial class HistoryIndex
{
    private void Start(SendStarted started)
    {
        if (_byKey.TryGetValue(started.ClientKey, out var message))
        {
            message.Attempts++;
            return;
        }

        message = new MessageFacts(started.From, started.To, started.ClientKey, started.Payload, started.At) { Attempts = 1 };
        _byKey.Add(started.ClientKey, message);
        _byPayload.Add(started.Payload, message);
    }

    private void Answer(SendAnswered answered)
    {
        var message = _byKey[answered.ClientKey];
        message.AnsweredAt ??= answered.At;
        Name(message, answered.MessageId, answered.At, "the answer");
    }

    private void Receive(FrameReceived frame)
    {
        var socket = _sockets[frame.Socket];
        if (!_byPayload.TryGetValue(frame.Payload, out var message))
        {
            // A changed text still carries its id: naming the message it was makes the report worth reading.
            var origin = _byId.TryGetValue(frame.MessageId, out var known) ? $"its id belongs to {known}" : "nobody sent it";
            _violations.Add(ViolationKind.Corruption, frame.At, $"{socket} of {socket.App} got a text {Shorten(frame.Payload)}: {origin}");
            return;
        }

        if (frame.From != message.From || frame.To != message.To)
        {
            _violations.Add(ViolationKind.Corruption, frame.At, $"{message} arrived as from {frame.From} to {frame.To} on {socket}");
        }
        else if (socket.App.User != message.To)
        {
            _violations.Add(ViolationKind.Corruption, frame.At, $"{message} arrived at {socket.App}");
            return;
        }

        Name(message, frame.MessageId, frame.At, $"{socket}");
        var receipt = new Receipt(message, socket, frame.At);
        socket.Receipts.Add(receipt);
        socket.App.Receipts.Add(receipt);
        _withoutPong[socket.Id].Add(receipt);
    }

    private void Name(MessageFacts message, string id, TimeSpan at, string where)
    {
        if (message.Id is null)
        {
            message.Id = id;
            if (!_byId.TryAdd(id, message))
                _violations.Add(ViolationKind.Identity, at, $"id {id} names {_byId[id].ClientKey} and, in {where}, {message.ClientKey}");
        }
        else if (message.Id != id)
        {
            _violations.Add(ViolationKind.Identity, at, $"{message} has a second id {id} in {where}");
        }
    }

    private static string Shorten(string text) => text.Length <= 60 ? $"'{text}'" : $"'{text[..60]}…'";
}
