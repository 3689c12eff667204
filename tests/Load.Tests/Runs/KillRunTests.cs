using OrleansChat.Load.Checking;
using OrleansChat.Load.Planted;
using OrleansChat.Load.Runs;
using OrleansChat.Tests.Checking;
using OrleansChat.Tests.Fakes;

namespace OrleansChat.Tests.Runs;

/// <summary>The whole kill run against a fake server, with and without planted bugs, over real sockets.</summary>
public sealed class KillRunTests(KillRunFixture runs) : IClassFixture<KillRunFixture>
{
    [Fact]
    public void A_sound_server_passes()
    {
        var result = runs.Of(FakeFlaw.None);
        Assert.True(result.Verdict.Outcome == Outcome.Pass, $"{Judged.Describe(result.Verdict)} {result.Failure}");
        Assert.Equal(result.Numbers.Sent, result.Numbers.Answered);
        Assert.True(result.Numbers is { Kills: >= 2, Stalls: > 0, Pongs: > 0, Repeats: > 0 }, $"{result.Numbers}");
        Assert.Contains("**Pass**", KillRunReport.Write(KillRunFixture.Options, result, "kill-run"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(FakeFlaw.AnswerBeforeCommit, "answer-before-commit")]
    [InlineData(FakeFlaw.CursorBeforeReceipt, "cursor-before-receipt")]
    [InlineData(FakeFlaw.ReplacedSocketUnregisters, "replaced-socket-unregisters")]
    public void A_planted_bug_is_reported(FakeFlaw flaw, string name)
    {
        var verdict = runs.Of(flaw).Verdict;
        Assert.Null(PlantedCommand.Disagreement(PlantedBug.All.Single(bug => bug.Name == name), verdict));
        Assert.NotNull(PlantedCommand.Disagreement(bug: null, verdict));
    }

    [Theory]
    [InlineData(FakeFlaw.ForgetsClientKeys, (int)ViolationKind.Duplicate)]
    [InlineData(FakeFlaw.CloseFrameAtIdle, (int)ViolationKind.CloseFrame)]
    public void So_are_other_flaws(FakeFlaw flaw, int kind)
    {
        var verdict = runs.Of(flaw).Verdict;
        Assert.True(verdict.Counts.ContainsKey((ViolationKind)kind), Judged.Describe(verdict));
    }
}
