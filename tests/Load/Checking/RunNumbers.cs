using OrleansChat.Load.History;

namespace OrleansChat.Load.Checking;

/// <summary>The numbers of a history that a report prints beside the verdict.</summary>
internal sealed record RunNumbers
{
    public required int Sent { get; init; }

    public required int Answered { get; init; }

    public required int Repeats { get; init; }

    public required int Frames { get; init; }

    public required int Kills { get; init; }

    public required int Sockets { get; init; }

    public required int Stalls { get; init; }

    public required int Pongs { get; init; }

    /// <summary>From the first attempt to its answer, where that attempt was the only one.</summary>
    public required Percentiles Acknowledged { get; init; }

    /// <summary>From the first attempt to arrival, where the receiver's socket was open before and no attempt was repeated.</summary>
    public required Percentiles Delivered { get; init; }

    public static RunNumbers Of(RecordedHistory history)
    {
        var index = new HistoryIndex(history, new ViolationList());
        var acknowledged = index.Messages
            .Where(message => message.Attempts == 1 && message.AnsweredAt is not null)
            .Select(message => message.AnsweredAt!.Value - message.FirstStart).ToList();
        var delivered = index.Apps.SelectMany(app => app.Receipts)
            .Where(receipt => receipt.Message.Attempts == 1 && receipt.Socket.OpenedAt < receipt.Message.FirstStart)
            .Select(receipt => receipt.At - receipt.Message.FirstStart).ToList();
        return new RunNumbers
        {
            Sent = index.Messages.Count,
            Answered = index.Messages.Count(message => message.AnsweredAt is not null),
            Repeats = index.Messages.Sum(message => message.Attempts - 1),
            Frames = index.Apps.Sum(app => app.Receipts.Count),
            Kills = index.Kills.Count,
            Sockets = index.Apps.Sum(app => app.Sockets.Count(socket => socket.OpenedAt is not null)),
            Stalls = index.Apps.Sum(app => app.Sockets.Count(socket => socket.StalledAt is not null)),
            Pongs = history.Events.Count(happened => happened is PongSent),
            Acknowledged = Percentiles.Of(acknowledged),
            Delivered = Percentiles.Of(delivered),
        };
    }
}
