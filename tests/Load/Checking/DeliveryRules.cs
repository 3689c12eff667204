namespace OrleansChat.Load.Checking;

/// <summary>Nothing answered is lost, nothing refused arrives, nothing comes after the bound.</summary>
internal static class DeliveryRules
{
    public static void Check(HistoryIndex index, Allowances allowances, ViolationList violations)
    {
        var fedUntil = index.Apps.ToDictionary(app => app, app => Enumerable.Range(0, app.Sockets.Count).Select(i => FedUntil(index, app, i)).ToArray());
        var arrivals = new Dictionary<(AppFacts, MessageFacts), TimeSpan>();
        foreach (var app in index.Apps)
        {
            foreach (var receipt in app.Receipts)
                arrivals.TryAdd((app, receipt.Message), receipt.At);
        }

        foreach (var message in index.Messages)
        {
            foreach (var app in index.AppsByUser[message.To])
            {
                TimeSpan? arrived = arrivals.TryGetValue((app, message), out var at) ? at : null;
                CheckRefused(message, app, arrived, violations);
                if (message.AnsweredAt is not { } answered || app.DeclaredAt is not { } declared || declared > message.FirstStart)
                    continue;
                if (arrived is null && index.IsDrained)
                    violations.Add(ViolationKind.Loss, answered, $"{message}, answered at {answered}, never reached {app}");
                CheckBound(fedUntil[app], allowances, message, app, arrived, violations);
            }
        }
    }

    private static void CheckRefused(MessageFacts message, AppFacts app, TimeSpan? arrived, ViolationList violations)
    {
        // One unknown attempt among the refusals and the message may rightly exist.
        if (arrived is { } at && message.Refusals == message.Attempts)
            violations.Add(ViolationKind.Refused, at, $"{message} was refused each time and reached {app}");
    }

    private static void CheckBound(
        TimeSpan[] fedUntil, Allowances allowances, MessageFacts message, AppFacts app, TimeSpan? arrived, ViolationList violations)
    {
        var bound = allowances.DeliveryBound + allowances.DeliverySlack;
        for (var i = 0; i < app.Sockets.Count; i++)
        {
            var socket = app.Sockets[i];
            if (socket.OpenedAt is not { } opened)
                continue;

            var armed = socket.ArmedAt is { } told && told < opened + allowances.SelfArming ? told : opened + allowances.SelfArming;
            var from = armed > message.AnsweredAt ? armed : message.AnsweredAt!.Value;
            if (arrived <= from + bound)
                continue;
            if (fedUntil[i] < from + bound)
                continue;

            var when = arrived is { } at ? $"came at {at}" : "never came";
            violations.Add(ViolationKind.Late, from + bound,
                $"{message}, answered at {message.AnsweredAt}, {when}, though {socket} of {app} was armed from {armed} and up");
            return;   // one complaint per message and app
        }
    }

    // A kill or a newer socket ends what may be demanded of this one; so does the client's own silence.
    private static TimeSpan FedUntil(HistoryIndex index, AppFacts app, int position)
    {
        var socket = app.Sockets[position];
        var until = socket.ListeningUntil(index.End);
        if (position + 1 < app.Sockets.Count && app.Sockets[position + 1].OpeningAt < until)
            until = app.Sockets[position + 1].OpeningAt;
        foreach (var kill in index.Kills)
        {
            if (kill >= socket.OpeningAt && kill < until)
                until = kill;
        }

        return until;
    }
}
