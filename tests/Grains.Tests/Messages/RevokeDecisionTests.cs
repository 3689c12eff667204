using OrleansChat.Logs;
using OrleansChat.Messages;

namespace OrleansChat.Tests.Messages;

/// <summary>Who may take what back, and until when.</summary>
public sealed class RevokeDecisionTests
{
    private const long Now = 1_800_000_000_000;

    [Theory]
    [InlineData(0)]
    [InlineData(300_000)]
    [InlineData(-5_000)]
    public void A_message_of_at_most_five_minutes_is_taken_back(long age) =>
        Assert.Equal(new RevokeDecision(ChatError.None, First: null, Revokes: 4), RevokeDecision.Decide(Entry(LogEntryKind.Message, age), Now));

    [Theory]
    [InlineData(LogEntryKind.Message, 300_001)]
    [InlineData(LogEntryKind.Message, 1_000_000_000)]
    [InlineData(LogEntryKind.Void, 0)]
    public void An_older_one_and_what_is_no_message_is_refused(LogEntryKind kind, long age) =>
        Assert.Equal(new RevokeDecision(ChatError.RevokeTooLate, First: null, Revokes: null), RevokeDecision.Decide(Entry(kind, age), Now));

    [Fact]
    public void What_is_not_found_is_refused_with_the_same_words() =>
        Assert.Equal(RevokeDecision.Decide(Entry(LogEntryKind.Message, 300_001), Now), RevokeDecision.Decide(found: null, Now));

    [Fact]
    public void A_revoke_that_stands_is_the_answer()
    {
        var first = Entry(LogEntryKind.Revoke, 200_000);
        Assert.Equal(new RevokeDecision(ChatError.None, first, Revokes: null), RevokeDecision.Decide(first, Now));
    }

    [Fact]
    public void Whatever_is_found_one_of_three_things_is_decided() => Property.OfScripts(static script =>
    {
        while (script.HasNext)
        {
            var kind = (LogEntryKind)script.Next(4);
            var age = (script.Next(256) * 2_400L) - 3_000 + script.Next(256);
            var found = script.Next(8) == 0 ? null : Entry(kind, age);
            var decision = RevokeDecision.Decide(found, Now);

            var isEmptied = decision.Revokes is not null;
            Assert.Equal(1, (isEmptied ? 1 : 0) + (decision.First is null ? 0 : 1) + (decision.Error == ChatError.None ? 0 : 1));
            Assert.Equal(isEmptied, found is { Kind: LogEntryKind.Message } && age <= RevokeDecision.AgeMillisecondsMax);
            if (decision.First is { } first) Assert.Same(found, first);
        }
    });

    private static LogEntry Entry(LogEntryKind kind, long age) => new() { Sequence = 4, Kind = kind, AcceptedAt = Now - age, Body = [1] };
}
