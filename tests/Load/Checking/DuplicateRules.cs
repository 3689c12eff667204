namespace OrleansChat.Load.Checking;

/// <summary>Exactly once while a connection is up; after it only what the server could not know. See <see cref="Allowances"/>.</summary>
internal static class DuplicateRules
{
    public static Redeliveries Check(HistoryIndex index, Allowances allowances, ViolationList violations)
    {
        int cut = 0, kill = 0, replacement = 0;
        foreach (var app in index.Apps)
        {
            var earlier = new Dictionary<MessageFacts, List<Receipt>>();
            foreach (var receipt in app.Receipts)
            {
                if (!earlier.TryGetValue(receipt.Message, out var copies))
                {
                    earlier.Add(receipt.Message, [receipt]);
                    continue;
                }

                if (Complaint(index, allowances, copies, receipt) is { } text)
                {
                    violations.Add(ViolationKind.Duplicate, receipt.At, text);
                }
                else
                {
                    var previous = copies[^1].Socket;
                    if (index.Kills.Exists(at => at >= previous.OpeningAt && at <= receipt.At)) kill++;
                    else if (previous.ClosedAt is { } closed && closed <= receipt.At) cut++;
                    else replacement++;
                }

                copies.Add(receipt);
            }
        }

        return new Redeliveries(cut, kill, replacement);
    }

    private static string? Complaint(HistoryIndex index, Allowances allowances, List<Receipt> copies, Receipt second)
    {
        foreach (var first in copies)
        {
            if (first.Socket == second.Socket)
                return $"{second.Message} came twice on {second.Socket} of {second.Socket.App}, at {first.At} and {second.At}";

            var handover = Handover(first.Socket, second.Socket, index.End);
            if (first.PongAt is { } pong && Counts(index, allowances, first.Socket, second.At, pong, handover))
            {
                return $"{second.Message} came again on {second.Socket} at {second.At}; {first.Socket} of {first.Socket.App} got it at "
                    + $"{first.At}, answered a ping at {pong}, and ended or was replaced at {handover}";
            }

            var unsureSince = UnsureSince(index, first, second, handover);
            if (first.PongAt is null && first.At + allowances.PingDelay < unsureSince)
            {
                return $"{second.Message} came again on {second.Socket} at {second.At}; {first.Socket} of {first.Socket.App} got it at "
                    + $"{first.At} and no ping asked for a receipt until {unsureSince}";
            }
        }

        return null;
    }

    private static bool Counts(
        HistoryIndex index, Allowances allowances, SocketFacts socket, TimeSpan secondAt, TimeSpan pong, TimeSpan handover)
    {
        if (pong + allowances.PongTransit > handover)
            return false;

        // A kill before the pong means that the pong reached nobody; the same comparison covers it.
        var durable = pong + allowances.PongTransit + allowances.CursorWriteDelay;
        return index.Kills.TrueForAll(kill => kill < socket.OpeningAt || kill > secondAt || durable <= kill);
    }

    private static TimeSpan Handover(SocketFacts first, SocketFacts second, TimeSpan historyEnd)
    {
        var end = first.ClosedAt ?? historyEnd;
        return second.OpeningAt > first.OpeningAt && second.OpeningAt < end ? second.OpeningAt : end;
    }

    private static TimeSpan UnsureSince(HistoryIndex index, Receipt first, Receipt second, TimeSpan handover)
    {
        var since = first.Socket.ListeningUntil(index.End) is var silent && silent < handover ? silent : handover;
        foreach (var kill in index.Kills)
        {
            if (kill >= first.Socket.OpeningAt && kill <= second.At && kill < since)
                since = kill;
        }

        return since;
    }
}
