using OrleansChat.Load.Checking;
using OrleansChat.Load.History;

namespace OrleansChat.Tests.Checking;

/// <summary>Asserts on verdicts that print what the checker said.</summary>
internal static class Judged
{
    public static Verdict Pass(RecordedHistory history)
    {
        var verdict = HistoryChecker.Check(history, new Evidence());
        Assert.True(verdict.Outcome == Outcome.Pass, Describe(verdict));
        return verdict;
    }

    /// <summary>The history breaks exactly this promise.</summary>
    public static Verdict Violation(ViolationKind kind, RecordedHistory history)
    {
        var verdict = HistoryChecker.Check(history, new Evidence());
        Assert.True(verdict.Outcome == Outcome.Violation && verdict.Counts.Keys.SequenceEqual([kind]), Describe(verdict));
        return verdict;
    }

    public static string Describe(Verdict verdict) =>
        $"{verdict.Outcome}: {string.Join("; ", verdict.Violations.Select(violation => $"{violation.Kind} {violation.Text}"))} {string.Join("; ", verdict.Missing)}";
}
