using FsCheck;
using FsCheck.Fluent;
using OrleansChat.Delivery;

namespace OrleansChat.Tests.Delivery;

/// <summary>The newest frames of a log.</summary>
public sealed class FrameRingTests
{
    [Fact]
    public void A_ring_holds_a_run_of_the_newest_frames_within_its_bounds()
    {
        var frames = Arb.From(Gen.ListOf(
            from step in Gen.Frequency((6, Gen.Constant(1)), (1, Gen.Choose(-3, 0)), (1, Gen.Choose(2, 4)))
            from bytes in Gen.Choose(0, 60)
            select (step, bytes)).Resize(80));
        Prop.ForAll(frames, steps =>
        {
            const int framesMax = 5;
            const int bytesMax = 150;
            var ring = new FrameRing(framesMax, bytesMax);
            var held = new List<LogFrame>();
            var sequence = 10L;
            foreach (var (step, bytes) in steps)
            {
                sequence = Math.Max(1, sequence + step);
                var frame = new LogFrame(sequence, new byte[bytes]);
                ring.Add(frame);

                if (held.Count > 0 && sequence <= held[^1].Sequence) sequence = held[^1].Sequence;
                else if (held.Count > 0 && sequence != held[^1].Sequence + 1) held = [frame];
                else held.Add(frame);
                while (held.Count > 1 && (held.Count > framesMax || held.Sum(one => one.Bytes.Length) > bytesMax)) held.RemoveAt(0);

                if (ring.Count != held.Count || ring.First != held[0].Sequence || ring.Last != held[^1].Sequence) return false;
                for (var after = held[0].Sequence - 2; after <= held[^1].Sequence + 1; after++)
                {
                    var reaches = after >= held[0].Sequence - 1 && after < held[^1].Sequence;
                    if (!(ring.After(after) is { } found ? reaches && found.SequenceEqual(held.Where(one => one.Sequence > after)) : !reaches)) return false;
                }
            }

            return true;
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(1_500).WithQuietOnSuccess(true));
    }

    [Fact]
    public void A_frame_over_the_bound_is_kept_alone()
    {
        var ring = new FrameRing(framesMax: 10, bytesMax: 100);
        ring.Add(new LogFrame(1, new byte[10]));
        ring.Add(new LogFrame(2, new byte[500]));
        Assert.Null(ring.After(0));
        Assert.Equal(2, Assert.Single(ring.After(1)!).Sequence);
    }

    [Fact]
    public void A_new_ring_has_nothing_after_anything()
    {
        var ring = new FrameRing(framesMax: 10, bytesMax: 100);
        Assert.Null(ring.After(0));
        Assert.Equal(0, ring.Count);
    }
}
