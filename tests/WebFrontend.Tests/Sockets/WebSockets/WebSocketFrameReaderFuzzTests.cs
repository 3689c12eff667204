using System.Numerics;
using FsCheck;
using FsCheck.Fluent;
using OrleansChat.Sockets.WebSockets;

namespace OrleansChat.Tests.Sockets.WebSockets;

public sealed class WebSocketFrameReaderFuzzTests
{
    private const int MessageBytesMax = 70_000;

    [Fact]
    public void What_a_client_encodes_is_decoded_whatever_the_fragments_and_the_pieces()
    {
        Check(Conversation.Arbitrary, 2000, conversation =>
        {
            var decoded = Decoded.All(conversation.Wire(), MessageBytesMax, conversation.Pieces);
            return decoded.SequenceEqual(conversation.Expected());
        });
    }

    [Fact]
    public void Damaged_bytes_never_throw_never_hold_more_than_allowed_and_mean_the_same_in_any_pieces()
    {
        Check(Conversation.Damaged, 3000, damaged =>
        {
            using var reader = new WebSocketFrameReader(MessageBytesMax);
            var inPieces = new List<Decoded>();
            for (int at = 0, piece = 0; at < damaged.Bytes.Length; piece++)
            {
                var length = Math.Min(damaged.Pieces[piece % damaged.Pieces.Length], damaged.Bytes.Length - at);
                inPieces.AddRange(Decoded.Feed(reader, damaged.Bytes.AsSpan(at, length)));
                at += length;
                if (reader.HeldBytes > HeldBytesMax(at)) return false;
            }

            var isTerminalLast = inPieces.FindIndex(e => e.Kind is WebSocketEventKind.Close or WebSocketEventKind.ProtocolError) is var end && (end < 0 || end == inPieces.Count - 1);
            return isTerminalLast && inPieces.SequenceEqual(Decoded.All(damaged.Bytes, MessageBytesMax));
        });
    }

    [Fact]
    public void Random_bytes_never_throw_and_never_hold_more_than_allowed()
    {
        var arbitrary = Arb.From(Gen.ArrayOf(Gen.Choose(0, 255).Select(i => (byte)i)).Resize(400));
        Check(arbitrary, 5000, bytes =>
        {
            // Half of them get past the first two bytes.
            if (bytes.Length > 1 && (bytes[0] & 1) == 0) (bytes[0], bytes[1]) = ((byte)(bytes[0] & 0x83), (byte)(bytes[1] | 0x80));
            using var reader = new WebSocketFrameReader(1024);
            _ = Decoded.Feed(reader, bytes, 7, 1, 30);
            return reader.HeldBytes <= 1024;
        });
    }

    [Fact]
    public void Unmasking_in_pieces_at_any_offset_equals_unmasking_byte_by_byte()
    {
        var arbitrary = Arb.From(
            from payload in Gen.ArrayOf(Gen.Choose(0, 255).Select(i => (byte)i)).Resize(300)
            from key in Gen.ArrayOf(Gen.Choose(0, 255).Select(i => (byte)i), 4)
            from cut in Gen.Choose(0, payload.Length)
            from offset in Gen.Choose(0, 1000)
            select (payload, key, cut, offset));
        Check(arbitrary, 3000, c =>
        {
            var unmasked = new byte[c.payload.Length];
            WebSocketMask.Apply(c.payload.AsSpan(0, c.cut), unmasked, c.key, c.offset);
            WebSocketMask.Apply(c.payload.AsSpan(c.cut), unmasked.AsSpan(c.cut), c.key, c.offset + c.cut);
            return unmasked.SequenceEqual(c.payload.Select((b, i) => (byte)(b ^ c.key[(c.offset + i) % 4])));
        });
    }

    /// <summary>Twice what came, as the pool rounds it up, and never more than the longest message.</summary>
    private static int HeldBytesMax(int fed) =>
        (int)BitOperations.RoundUpToPowerOf2((uint)Math.Min(MessageBytesMax, Math.Max(256, 2 * fed)));

    private static void Check<T>(Arbitrary<T> arbitrary, int runs, Func<T, bool> holds) =>
        Prop.ForAll(arbitrary, holds).Check(Config.QuickThrowOnFailure.WithMaxTest(runs).WithQuietOnSuccess(true));
}
