using OrleansChat.Logs;
using OrleansChat.Storage;

namespace OrleansChat.Tests.Logs;

/// <summary>The numbers of one activation: dense, bounded, ended after a loss.</summary>
public sealed class LogNumberingTests
{
    [Fact]
    public void Numbers_follow_the_head_and_only_the_first_claims_the_next_epoch()
    {
        var numbering = new LogNumbering(new LogTail(Epoch: 4, Head: 10), inFlightMax: 3);
        Assert.Equal(new LogPlace(5, ClaimsEpoch: true, 11), numbering.TryTake());
        Assert.Equal(new LogPlace(5, ClaimsEpoch: false, 12), numbering.TryTake());
        Assert.Equal(10, numbering.Head);
    }

    [Fact]
    public void The_place_beyond_the_bound_is_refused_and_given_after_an_answer()
    {
        var numbering = new LogNumbering(default, inFlightMax: 2);
        var first = numbering.TryTake();
        numbering.TryTake();
        Assert.Null(numbering.TryTake());

        numbering.Filled(first!.Value);
        Assert.Equal(3, numbering.TryTake()?.Sequence);
    }

    [Fact]
    public void After_a_loss_no_number_is_handed_out_any_more()
    {
        var numbering = new LogNumbering(default, inFlightMax: 8);
        var lost = numbering.TryTake()!.Value;
        var later = numbering.TryTake()!.Value;
        numbering.Lost(lost);
        Assert.Null(numbering.TryTake());

        // The later one may turn out to be durable: then so is the lost one, for the store keeps the order.
        numbering.Filled(later);
        Assert.Equal(2, numbering.Head);
        Assert.Null(numbering.TryTake());
    }

    [Fact]
    public void A_place_is_answered_once()
    {
        var numbering = new LogNumbering(default, inFlightMax: 8);
        var place = numbering.TryTake()!.Value;
        numbering.Filled(place);
        Assert.Throws<InvalidOperationException>(() => numbering.Filled(place));
    }

    [Fact]
    public void Whatever_is_asked_the_numbers_are_dense_and_bounded() => Property.OfScripts(script =>
    {
        var tail = new LogTail(script.Next(5), script.Next(20));
        var bound = 1 + script.Next(6);
        var numbering = new LogNumbering(tail, bound);
        NumberingCheck.Run(script, tail, bound, numbering.TryTake, numbering.Filled, numbering.Lost, () => numbering.Head);
    });

    [Fact]
    public void The_check_catches_a_numbering_that_skips()
    {
        Assert.ThrowsAny<Exception>(() => Property.OfScripts(script =>
        {
            var numbering = new LogNumbering(default, inFlightMax: 4);
            var taken = 0;
            NumberingCheck.Run(
                script, default, 4, () => numbering.TryTake() is { } place ? place with { Sequence = place.Sequence + (++taken > 3 ? 1 : 0) } : null,
                place => numbering.Filled(place with { Sequence = 1 }), place => numbering.Lost(place with { Sequence = 1 }), () => numbering.Head);
        }));
    }
}
