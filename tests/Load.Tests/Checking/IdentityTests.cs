using OrleansChat.Load.Checking;
using OrleansChat.Load.History;
using OrleansChat.Tests.Histories;

namespace OrleansChat.Tests.Checking;

public sealed class IdentityTests
{
    [Fact]
    public void A_retry_under_the_same_key_gets_the_same_id() =>
        Judged.Violation(ViolationKind.Identity,
            Online().Start("a").Add(new SendUnknown("a", "cut")).Start("a", attempt: 2).Answer("a", "other").Receive(1, "a", "first").Drained());

    [Fact]
    public void A_retry_that_made_a_second_message_is_seen_as_a_second_copy() =>
        Assert.Contains(ViolationKind.Duplicate, HistoryChecker.Check(
            Online().Start("a").Start("a", attempt: 2).Answer("a").Receive(1, "a").Receive(1, "a", "second").Drained(), new Evidence()).Counts.Keys);

    [Fact]
    public void Two_messages_have_two_ids() =>
        Judged.Violation(ViolationKind.Identity,
            Online().Start("a").Answer("a", "same").Receive(1, "a", "same").At(2).Start("b").Answer("b", "same").Receive(1, "b", "same").Drained());

    [Fact]
    public void A_changed_text_is_corruption() =>
        Assert.Contains(ViolationKind.Corruption, HistoryChecker.Check(
            Online().Send("a").Receive(1, "a", payload: "text of A").Drained(), new Evidence()).Counts.Keys);

    [Fact]
    public void A_wrong_sender_is_corruption() =>
        Judged.Violation(ViolationKind.Corruption, Online().Send("a").Receive(1, "a", from: 7).Drained());

    [Fact]
    public void A_wrong_receiver_is_corruption() =>
        Judged.Violation(ViolationKind.Corruption, Online().Send("a").Receive(1, "a", to: 7).Drained());

    [Fact]
    public void A_message_for_another_user_is_corruption() =>
        Judged.Violation(ViolationKind.Corruption,
            Online().Declare(user: 7).Open(2, user: 7).Send("a").Receive(1, "a").Receive(2, "a").Drained());

    [Fact]
    public void A_close_frame_from_the_server_is_a_violation() =>
        Judged.Violation(ViolationKind.CloseFrame,
            Online().Send("a").Receive(1, "a").Add(new SocketClosed(1, 1001, Expected: false, "going away")).Drained());

    [Fact]
    public void The_answer_to_the_clients_own_close_frame_is_none() =>
        Judged.Pass(Online().Send("a").Receive(1, "a").Add(new SocketClosed(1, 1000, Expected: true, "")).Drained());

    private static HistoryBuilder Online() => new HistoryBuilder().Declare().Open(1).At(1);
}
