namespace OrleansChat.Load.Checking;

/// <summary>One log, one order: on every socket, in every app, and in agreement with what senders waited for.</summary>
/// <remarks>
/// The order of an app is the order of first arrivals over all its sockets. That is sound even when two sockets overlap: each
/// starts at or before the position its predecessor confirmed, so what is new on either always continues the common prefix.
/// </remarks>
internal static class OrderRules
{
    public static void Check(HistoryIndex index, ViolationList violations)
    {
        foreach (var apps in index.AppsByUser)
        {
            Dictionary<MessageFacts, int>? first = null;
            foreach (var app in apps)
            {
                var positions = Positions(app);
                foreach (var socket in app.Sockets)
                    CheckAscending(socket.Receipts, positions, $"{socket} of {app}", "the app's first arrivals", violations);
                CheckSenders(app, violations);
                if (first is null)
                    first = positions;
                else
                    CheckAscending(app.Receipts, first, $"{app}", $"another app of user {apps.Key}", violations);
            }
        }
    }

    private static Dictionary<MessageFacts, int> Positions(AppFacts app)
    {
        var positions = new Dictionary<MessageFacts, int>();
        foreach (var receipt in app.Receipts)
            positions.TryAdd(receipt.Message, positions.Count);
        return positions;
    }

    private static void CheckAscending(
        List<Receipt> receipts, Dictionary<MessageFacts, int> positions, string view, string reference, ViolationList violations)
    {
        var seen = new HashSet<MessageFacts>();
        Receipt? last = null;
        foreach (var receipt in receipts)
        {
            // A second copy is judged by the rule of duplicates; its place is that of the first.
            if (!positions.TryGetValue(receipt.Message, out var position) || !seen.Add(receipt.Message))
                continue;
            if (last is not null && position < positions[last.Message])
                violations.Add(ViolationKind.Order, receipt.At, $"{view} got {receipt.Message} after {last.Message}; {reference} had it before");
            else
                last = receipt;
        }
    }

    // A message answered before another was sent stands before it in the log, whoever the senders are.
    private static void CheckSenders(AppFacts app, ViolationList violations)
    {
        var seen = new HashSet<MessageFacts>();
        MessageFacts? latest = null;
        foreach (var receipt in app.Receipts)
        {
            var message = receipt.Message;
            if (!seen.Add(message))
                continue;
            if (latest is not null && message.AnsweredAt < latest.FirstStart)
            {
                violations.Add(ViolationKind.Order, receipt.At,
                    $"{app} got {message}, answered at {message.AnsweredAt}, after {latest}, which was sent at {latest.FirstStart}");
            }

            if (latest is null || message.FirstStart > latest.FirstStart)
                latest = message;
        }
    }
}
