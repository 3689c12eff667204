using OrleansChat.Load.Checking;
using OrleansChat.Load.History;
using OrleansChat.Tests.Histories;

namespace OrleansChat.Tests.Checking;

public sealed class DeliveryRulesTests
{
    [Fact]
    public void A_history_in_which_everything_arrives_once_passes() =>
        Judged.Pass(Online().Send("a").Receive(1, "a").Pong(1).At(2).Send("b").Receive(1, "b").Drained());

    [Fact]
    public void An_answered_message_that_never_arrives_is_lost() =>
        Judged.Violation(ViolationKind.Loss, Online().Send("a").At(2).Drained());

    [Fact]
    public void Each_app_of_the_receiver_must_get_the_message() =>
        Judged.Violation(ViolationKind.Loss, Online().Declare(app: "tablet").Open(2, app: "tablet").Send("a").Receive(1, "a").Drained());

    [Fact]
    public void An_app_that_appears_after_the_message_need_not_get_it() =>
        Judged.Pass(Online().Send("a").Receive(1, "a").At(2).Declare(app: "tablet").Open(2, app: "tablet").Drained());

    [Fact]
    public void Loss_is_not_decided_before_the_drain()
    {
        var verdict = HistoryChecker.Check(Online().Send("a").Recorded(), new Evidence());
        Assert.Equal(Outcome.Inconclusive, verdict.Outcome);
    }

    [Fact]
    public void A_message_of_unknown_outcome_may_be_missing_or_arrive()
    {
        var verdict = HistoryChecker.Check(
            Online().Send("a").Receive(1, "a").Start("b").Add(new SendUnknown("b", "timeout")).Drained(), new Evidence());
        Assert.Equal(Outcome.Inconclusive, verdict.Outcome);
        Assert.Contains("unknown outcome", Assert.Single(verdict.Missing));
    }

    [Fact]
    public void A_refused_message_must_not_arrive() =>
        Judged.Violation(ViolationKind.Refused,
            Online().Send("a").Receive(1, "a").Start("b").Add(new SendRefused("b", 400, "no")).Receive(1, "b").Drained());

    [Fact]
    public void A_message_refused_after_an_unknown_attempt_may_arrive() =>
        Assert.Empty(HistoryChecker.Check(
            Online().Start("b").Add(new SendUnknown("b", "timeout")).Start("b", attempt: 2).Add(new SendRefused("b", 400, "no"))
                .Receive(1, "b").Drained(), new Evidence()).Counts);

    [Theory]
    [InlineData(8.9, true)]
    [InlineData(9.1, false)]
    public void An_armed_connection_gets_a_message_within_the_bound_and_its_slack(double arrival, bool passes)
    {
        var history = Online().Send("a").At(arrival).Receive(1, "a").At(20).Drained();
        if (passes)
            Judged.Pass(history);
        else
            Judged.Violation(ViolationKind.Late, history);
    }

    [Fact]
    public void A_socket_that_nobody_armed_is_armed_after_three_seconds() =>
        Judged.Violation(ViolationKind.Late,
            new HistoryBuilder().Declare().At(1).Send("a").Add(new SocketOpening(HistoryBuilder.Bob, "default", 1)).Add(new SocketOpened(1))
                .At(12.1).Receive(1, "a").At(20).Drained());

    [Fact]
    public void A_stalled_client_cannot_complain_of_lateness() =>
        Judged.Pass(Online().Send("a").At(2).Add(new SocketStalled(1)).At(15).Cut(1).At(16).Open(2).Receive(2, "a").Drained());

    [Fact]
    public void A_killed_server_is_not_late() =>
        Judged.Pass(Online().Send("a").At(2).Kill().At(10).Cut(1).At(11).Open(2).Receive(2, "a").Drained());

    [Fact]
    public void A_newer_socket_that_gets_nothing_though_it_stays_up_is_late_and_in_the_end_a_loss()
    {
        // What the third planted bug looks like: the older socket's end takes the newer one out of the register.
        var history = Online().At(2).Open(2).At(3).Cut(1).At(4).Send("a").At(20).Drained();
        var verdict = HistoryChecker.Check(history, new Evidence());
        Assert.Equal([ViolationKind.Late, ViolationKind.Loss], verdict.Counts.Keys.OrderByDescending(kind => kind));
    }

    private static HistoryBuilder Online() => new HistoryBuilder().Declare().Open(1).At(1);
}
