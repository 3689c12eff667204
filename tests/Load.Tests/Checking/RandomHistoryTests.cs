using OrleansChat.Load.Checking;
using OrleansChat.Tests.Histories;

namespace OrleansChat.Tests.Checking;

public sealed class RandomHistoryTests
{
    private const int Seeds = 150;

    [Fact]
    public void Clean_histories_pass()
    {
        for (var seed = 0; seed < Seeds; seed++)
        {
            var verdict = HistoryChecker.Check(RandomHistory.Create(seed), new Evidence { AnsweredMin = 20, CutsMin = 1 });
            Assert.True(verdict.Outcome == Outcome.Pass, $"seed {seed}: {Judged.Describe(verdict)}");
        }
    }

    [Fact]
    public void Clean_histories_contain_copies_that_only_the_allowances_forgive()
    {
        var copies = Enumerable.Range(0, Seeds).Select(seed => HistoryChecker.Check(RandomHistory.Create(seed), new Evidence()).Redeliveries).ToList();
        Assert.True(copies.Sum(redeliveries => redeliveries.AfterCut) > 100);
        Assert.True(copies.Sum(redeliveries => redeliveries.AfterKill) > 100);
    }

    public static TheoryData<string> Mutations => [.. Mutation.All.Select(mutation => mutation.Name)];

    [Theory]
    [MemberData(nameof(Mutations))]
    public void One_mutation_of_a_clean_history_is_reported(string name)
    {
        var mutation = Mutation.All.Single(candidate => candidate.Name == name);
        var applied = 0;
        for (var seed = 0; seed < Seeds; seed++)
        {
            if (mutation.Apply(RandomHistory.Create(seed), new Random(seed)) is not { } mutated)
                continue;
            applied++;
            var verdict = HistoryChecker.Check(mutated, new Evidence());
            Assert.True(verdict.Outcome == Outcome.Violation && verdict.Counts.ContainsKey(mutation.Kind), $"seed {seed}: {Judged.Describe(verdict)}");
        }

        Assert.True(applied >= 20, $"only {applied} of {Seeds} histories had a place for it");
    }
}
