using OrleansChat.Load.Checking;
using OrleansChat.Load.History;
using OrleansChat.Tests.Histories;

namespace OrleansChat.Tests.Checking;

public sealed class EvidenceTests
{
    [Fact]
    public void An_empty_history_proves_nothing() =>
        Assert.Equal(Outcome.Inconclusive, HistoryChecker.Check(new RecordedHistory([]), new Evidence()).Outcome);

    [Theory]
    [InlineData(3, 0, 0)]
    [InlineData(0, 1, 0)]
    [InlineData(0, 0, 1)]
    public void Too_few_messages_kills_or_cuts_are_inconclusive(int messages, int kills, int cuts)
    {
        var evidence = new Evidence { AnsweredMin = messages, KillsMin = kills, CutsMin = cuts };
        Assert.Equal(Outcome.Inconclusive, HistoryChecker.Check(Clean().Drained(), evidence).Outcome);
    }

    [Fact]
    public void A_history_with_holes_is_inconclusive() =>
        Assert.Equal(Outcome.Inconclusive, HistoryChecker.Check(Clean().Drained() with { Dropped = 1 }, new Evidence()).Outcome);

    [Fact]
    public void A_violation_outweighs_missing_evidence()
    {
        var verdict = HistoryChecker.Check(Clean().Receive(1, "a").Drained(), new Evidence { KillsMin = 5 });
        Assert.Equal((Outcome.Violation, 1), (verdict.Outcome, verdict.ExitCode));
        Assert.Single(verdict.Missing);
    }

    [Fact]
    public void Of_many_violations_the_first_of_each_kind_are_listed_and_all_are_counted()
    {
        var history = Clean();
        for (var i = 0; i < 50; i++)
            history.At(2 + i * 0.01).Receive(1, "a");
        var verdict = HistoryChecker.Check(history.Drained(), new Evidence());
        Assert.Equal(50, verdict.Counts[ViolationKind.Duplicate]);
        Assert.Equal(ViolationList.KeptPerKindMax, verdict.Violations.Count);
    }

    [Fact]
    public void A_full_record_drops_and_counts()
    {
        var history = new RunHistory(eventsMax: 2);
        for (var i = 0; i < 5; i++)
            history.Record(new ServerUp());
        Assert.Equal((2, 3), (history.Snapshot().Events.Count, history.Snapshot().Dropped));
    }

    private static HistoryBuilder Clean() => new HistoryBuilder().Declare().Open(1).At(1).Send("a").Receive(1, "a");
}
