using OrleansChat.Load.Checking;
using OrleansChat.Load.History;
using OrleansChat.Tests.Histories;

namespace OrleansChat.Tests.Checking;

public sealed class DuplicateRulesTests
{
    [Fact]
    public void Never_twice_on_one_socket() =>
        Judged.Violation(ViolationKind.Duplicate, Received().Receive(1, "a").Drained());

    [Fact]
    public void Again_after_a_cut_when_no_ping_was_answered()
    {
        var verdict = Judged.Pass(Received().At(3).Cut(1).At(4).Open(2).Receive(2, "a").Drained());
        Assert.Equal(new Redeliveries(AfterCut: 1, AfterKill: 0, AfterReplacement: 0), verdict.Redeliveries);
    }

    [Theory]
    [InlineData(2.9, true)]
    [InlineData(3.1, false)]
    public void Again_after_a_cut_only_while_the_pong_may_have_been_on_its_way(double cut, bool passes) =>
        Expect(passes, Received().At(2).Pong(1).At(cut).Cut(1).At(10).Open(2).Receive(2, "a").Drained());

    [Fact]
    public void A_pong_before_the_frame_is_no_receipt() =>
        Judged.Pass(new HistoryBuilder().Declare().Open(1).Pong(1).At(1).Send("a").Receive(1, "a").At(4).Cut(1).At(5).Open(2).Receive(2, "a").Drained());

    [Theory]
    [InlineData(3.2, true)]
    [InlineData(3.3, false)]
    public void After_a_kill_also_what_was_confirmed_in_the_last_quarter_second(double kill, bool passes) =>
        Expect(passes, Received().At(2).Pong(1).At(kill).Kill().At(kill + 2).Cut(1).At(8).Open(2).Receive(2, "a").Drained());

    [Theory]
    [InlineData(3.2, true)]
    [InlineData(3.3, false)]
    public void A_kill_right_after_a_cut_may_lose_the_cursor_of_the_closed_socket(double kill, bool passes) =>
        Expect(passes, Received().At(2).Pong(1).At(3.1).Cut(1).At(kill).Kill().At(8).Open(2).Receive(2, "a").Drained());

    [Fact]
    public void A_kill_long_before_the_socket_explains_nothing() =>
        Judged.Violation(ViolationKind.Duplicate,
            new HistoryBuilder().Declare().Kill().At(1).Open(1).Send("a").Receive(1, "a").Pong(1).At(5).Cut(1).At(6).Open(2).Receive(2, "a").Drained());

    [Theory]
    [InlineData(5.9, true)]
    [InlineData(6.1, false)]
    public void A_server_that_never_asks_for_receipts_may_not_resend_for_ever(double cut, bool passes) =>
        Expect(passes, Received().At(cut).Cut(1).At(8).Open(2).Receive(2, "a").Drained());

    [Fact]
    public void A_client_that_stopped_reading_could_not_be_asked() =>
        Judged.Pass(Received().At(2).Add(new SocketStalled(1)).At(15).Cut(1).At(16).Open(2).Receive(2, "a").Drained());

    [Theory]
    [InlineData(2.9, true)]
    [InlineData(3.1, false)]
    public void A_newer_socket_gets_what_the_older_one_had_not_confirmed_when_it_came(double replaced, bool passes) =>
        Expect(passes, Received().At(2).Pong(1).At(replaced).Open(2).Receive(2, "a").Drained());

    [Fact]
    public void A_forgiven_copy_that_was_confirmed_in_turn_may_not_come_a_third_time() =>
        Judged.Violation(ViolationKind.Duplicate,
            Received().At(2).Cut(1).At(3).Open(2).Receive(2, "a").Pong(2).At(6).Cut(2).At(7).Open(3).Receive(3, "a").Drained());

    private static HistoryBuilder Received() => new HistoryBuilder().Declare().Open(1).At(1).Send("a").Receive(1, "a");

    private static void Expect(bool passes, RecordedHistory history)
    {
        if (passes)
            Judged.Pass(history);
        else
            Judged.Violation(ViolationKind.Duplicate, history);
    }
}
