using OrleansChat.Load.Checking;
using OrleansChat.Tests.Histories;

namespace OrleansChat.Tests.Checking;

public sealed class OrderRulesTests
{
    [Fact]
    public void A_senders_awaited_messages_keep_their_order() =>
        Judged.Violation(ViolationKind.Order, Online().Send("a").At(2).Send("b").At(3).Receive(1, "b").Receive(1, "a").Drained());

    [Fact]
    public void So_do_messages_of_different_senders_when_one_was_answered_before_the_other_was_sent() =>
        Judged.Violation(ViolationKind.Order,
            Online().Send("a").At(2).Send("b", from: 3).At(3).Receive(1, "b", from: 3).Receive(1, "a").Drained());

    [Fact]
    public void Overlapping_sends_may_stand_in_either_order() =>
        Judged.Pass(Online().Start("a").Start("b", from: 3).At(2).Answer("a").Answer("b").Receive(1, "b", from: 3).Receive(1, "a").Drained());

    [Fact]
    public void Two_apps_of_one_user_see_one_order() =>
        Judged.Violation(ViolationKind.Order,
            Online().Declare(app: "tablet").Open(2, app: "tablet").Start("a").Start("b", from: 3).At(2).Answer("a").Answer("b")
                .Receive(1, "a").Receive(1, "b", from: 3).Receive(2, "b", from: 3).Receive(2, "a").Drained());

    [Fact]
    public void What_is_sent_again_after_a_cut_comes_in_the_order_of_the_log() =>
        Judged.Violation(ViolationKind.Order,
            Online().Send("a").At(1.1).Send("b").Receive(1, "a").Receive(1, "b").Cut(1).At(2).Open(2).Receive(2, "b").Receive(2, "a").Drained());

    [Fact]
    public void A_gap_that_is_filled_later_is_out_of_order() =>
        Judged.Violation(ViolationKind.Order,
            Online().Send("a").At(2).Send("b").Receive(1, "b").Cut(1).At(3).Open(2).Receive(2, "a").Drained());

    private static HistoryBuilder Online() => new HistoryBuilder().Declare().Open(1).At(1);
}
