using OrleansChat.Load.History;

namespace OrleansChat.Load.Checking;

/// <summary>Decides from a history whether the server kept its promises. Pure: the same history, the same verdict.</summary>
internal static class HistoryChecker
{
    public static Verdict Check(RecordedHistory history, Evidence evidence, Allowances? allowed = null)
    {
        var allowances = allowed ?? new Allowances();
        var violations = new ViolationList();
        var index = new HistoryIndex(history, violations);

        DeliveryRules.Check(index, allowances, violations);
        OrderRules.Check(index, violations);
        var redeliveries = DuplicateRules.Check(index, allowances, violations);

        var missing = Missing(history, index, evidence);
        var outcome = violations.Counts.Count > 0 ? Outcome.Violation
            : missing.Count > 0 ? Outcome.Inconclusive
            : Outcome.Pass;
        return new Verdict(outcome, violations.Kept, violations.Counts, missing, redeliveries);
    }

    private static List<string> Missing(RecordedHistory history, HistoryIndex index, Evidence evidence)
    {
        var missing = new List<string>();
        var answered = index.Messages.Count(message => message.AnsweredAt is not null);
        var open = index.Messages.Count(message => message.AnsweredAt is null && message.Refusals < message.Attempts);
        if (history.Dropped > 0)
            missing.Add($"{history.Dropped} events found no room in the history");
        if (answered < evidence.AnsweredMin)
            missing.Add($"{answered} messages were answered, {evidence.AnsweredMin} are needed");
        if (open > 0)
            missing.Add($"{open} messages ended with an unknown outcome");
        if (index.Kills.Count < evidence.KillsMin)
            missing.Add($"{index.Kills.Count} kills, {evidence.KillsMin} are needed");
        if (index.Cuts < evidence.CutsMin)
            missing.Add($"{index.Cuts} cut connections, {evidence.CutsMin} are needed");
        if (evidence.DrainRequired && !index.IsDrained)
            missing.Add("the run did not come to its final drain, so loss is not decided");
        return missing;
    }
}
