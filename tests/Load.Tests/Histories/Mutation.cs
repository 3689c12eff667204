using OrleansChat.Load.Checking;
using OrleansChat.Load.History;

namespace OrleansChat.Tests.Histories;

/// <summary>One thing a broken server does, done to a clean history.</summary>
/// <param name="Kind">What the checker must report, whatever else it may see as well.</param>
/// <param name="Apply">Null when this history offers no place for it.</param>
internal sealed record Mutation(string Name, ViolationKind Kind, Func<RecordedHistory, Random, RecordedHistory?> Apply)
{
    public static readonly IReadOnlyList<Mutation> All =
    [
        new("drop every copy of a message", ViolationKind.Loss, (history, random) =>
            Pick<SendAnswered>(history, random) is var (_, answered)
                ? new RecordedHistory([.. history.Events.Where(happened => happened is not FrameReceived frame || frame.MessageId != answered.MessageId)])
                : null),
        new("repeat a frame on its socket", ViolationKind.Duplicate, (history, random) =>
            Pick<FrameReceived>(history, random) is var (at, frame) ? Insert(history, at, frame with { }) : null),
        new("repeat a frame that was confirmed long before on a later socket", ViolationKind.Duplicate, RepeatConfirmed),
        new("swap two messages of one sender", ViolationKind.Order, Swap),
        new("alter a text", ViolationKind.Corruption, (history, random) =>
            Pick<FrameReceived>(history, random) is var (at, frame) ? Replace(history, at, frame with { Payload = frame.Payload + "!" }) : null),
        new("alter a sender", ViolationKind.Corruption, (history, random) =>
            Pick<FrameReceived>(history, random) is var (at, frame) ? Replace(history, at, frame with { From = frame.From + 1 }) : null),
        new("alter a receiver", ViolationKind.Corruption, (history, random) =>
            Pick<FrameReceived>(history, random) is var (at, frame) ? Replace(history, at, frame with { To = frame.To + 1 }) : null),
        new("answer with another id than is delivered", ViolationKind.Identity, (history, random) =>
            Pick<SendAnswered>(history, random) is var (at, answered) ? Replace(history, at, answered with { MessageId = "another" }) : null),
        new("deliver under another id", ViolationKind.Identity, (history, random) =>
            Pick<FrameReceived>(history, random) is var (at, frame) ? Replace(history, at, frame with { MessageId = "another" }) : null),
        new("close with a close frame", ViolationKind.CloseFrame, (history, random) =>
            Pick<SocketClosed>(history, random) is var (at, closed) ? Replace(history, at, closed with { Code = 1001, Expected = false }) : null),
        new("deliver the last message late", ViolationKind.Late, DelayLast),
    ];

    private static RecordedHistory? RepeatConfirmed(RecordedHistory history, Random random)
    {
        var events = history.Events;
        if (Pick<FrameReceived>(history, random) is not var (at, frame))
            return null;
        var pong = IndexOf(events, at, happened => happened is PongSent next && next.Socket == frame.Socket);
        var closed = IndexOf(events, at, happened => happened is SocketClosed end && end.Socket == frame.Socket);
        var later = events.Skip(at).OfType<SocketOpening>().FirstOrDefault(opening => opening.User == frame.To);
        if (pong < 0 || closed < pong || later is null || events[closed].At - events[pong].At < TimeSpan.FromSeconds(1.3))
            return null;
        var armed = IndexOf(events, at, happened => happened is SocketArmed up && up.Socket == later.Socket);
        return Insert(history, armed, frame with { Socket = later.Socket });
    }

    private static RecordedHistory? Swap(RecordedHistory history, Random random)
    {
        // With copies on other sockets the swap may leave the order of first arrivals as it was.
        var frames = history.Events.OfType<FrameReceived>().GroupBy(frame => frame.MessageId)
            .Where(copies => copies.Count() == 1).Select(copies => copies.Single()).ToList();
        var starts = history.Events.OfType<SendStarted>().DistinctBy(start => start.Payload).ToDictionary(start => start.Payload, start => start.At);
        // Received before it was sent, the second would be a text out of nowhere and not one out of order.
        var pairs = frames.SelectMany(first => frames
            .Where(second => second.Socket == first.Socket && second.From == first.From && second.At > first.At && starts[second.Payload] < first.At)
            .Select(second => (first, second))).ToList();
        if (pairs.Count == 0)
            return null;
        var (one, two) = pairs[random.Next(pairs.Count)];
        return new RecordedHistory([.. history.Events.Select(happened =>
            ReferenceEquals(happened, one) ? two with { At = one.At }
            : ReferenceEquals(happened, two) ? one with { At = two.At }
            : happened)]);
    }

    private static RecordedHistory? DelayLast(RecordedHistory history, Random random)
    {
        if (history.Events.OfType<FrameReceived>().LastOrDefault() is not { } last
            || history.Events.OfType<FrameReceived>().Count(frame => frame.MessageId == last.MessageId) != 1)
            return null;
        var late = last.At + TimeSpan.FromSeconds(20);
        var rest = history.Events.Where(happened => !ReferenceEquals(happened, last) && happened is not Drained);
        return new RecordedHistory([.. rest, last with { At = late }, new Drained { At = late }]);
    }

    private static (int At, T Happened)? Pick<T>(RecordedHistory history, Random random)
        where T : HistoryEvent
    {
        var places = Enumerable.Range(0, history.Events.Count).Where(i => history.Events[i] is T).ToList();
        if (places.Count == 0)
            return null;
        var at = places[random.Next(places.Count)];
        return (at, (T)history.Events[at]);
    }

    private static int IndexOf(IReadOnlyList<HistoryEvent> events, int from, Predicate<HistoryEvent> isIt)
    {
        for (var i = from + 1; i < events.Count; i++)
        {
            if (isIt(events[i]))
                return i;
        }

        return -1;
    }

    private static RecordedHistory Insert(RecordedHistory history, int after, HistoryEvent happened)
    {
        happened.At = history.Events[after].At;
        return new RecordedHistory([.. history.Events.Take(after + 1), happened, .. history.Events.Skip(after + 1)]);
    }

    private static RecordedHistory Replace(RecordedHistory history, int at, HistoryEvent happened) =>
        new([.. history.Events.Take(at), happened, .. history.Events.Skip(at + 1)]);
}
