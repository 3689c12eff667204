using System.Buffers.Binary;
using FsCheck;
using FsCheck.Fluent;
using OrleansChat.Sessions;

namespace OrleansChat.Tests.Sessions;

/// <summary>The window against a model that keeps every frame and every ping in lists.</summary>
public sealed class ReceiptWindowTests
{
    private const ulong Nonce = 0xFEDC_BA98_7654_3210;

    private enum PongKind
    {
        Due,
        Again,
        Ahead,
        Foreign,
        Short,
        Long,
    }

    private static Gen<Step> Steps => Gen.Frequency(
        (4, Gen.Choose(0, 400).Select(bytes => new Step(Bytes: bytes))),
        (3, Gen.Constant(new Step(IsPing: true))),
        (4, Gen.Elements(PongKind.Due, PongKind.Due, PongKind.Due, PongKind.Again, PongKind.Ahead, PongKind.Foreign, PongKind.Short, PongKind.Long)
            .Select(kind => new Step(Pong: kind))));

    [Fact]
    public void The_window_does_what_the_model_does() => Prop
        .ForAll(Arb.From(Gen.ListOf(Steps).Resize(120)), steps => Agrees([.. steps]))
        .Check(Config.QuickThrowOnFailure.WithMaxTest(3_000).WithQuietOnSuccess(true));

    [Fact]
    public void A_ping_is_sent_only_when_there_is_something_to_ask_and_none_is_under_way()
    {
        var window = new ReceiptWindow(Nonce, framesMax: 10, bytesMax: 1000);
        var payload = new byte[ReceiptWindow.PayloadLength];
        Assert.False(window.TryPing(payload));
        window.Add(1, 10, now: 1);
        Assert.True(window.TryPing(payload));
        window.Add(2, 10, now: 2);
        Assert.False(window.TryPing(payload));
        Assert.Equal(1, window.TryConfirm(payload, now: 3));
        Assert.True(window.TryPing(payload));
        Assert.Equal(2, window.TryConfirm(payload, now: 4));
        Assert.False(window.TryPing(payload));
        Assert.True(window.IsEmpty);
        Assert.Null(window.WaitsSince);
    }

    [Fact]
    public void An_empty_window_takes_a_frame_of_any_length()
    {
        var window = new ReceiptWindow(Nonce, framesMax: 1, bytesMax: 1);
        Assert.True(window.HasRoom);
        window.Add(1, 1_000_000, now: 0);
        Assert.False(window.HasRoom);
    }

    private static bool Agrees(Step[] steps)
    {
        const int framesMax = 5;
        const int bytesMax = 1000;
        var window = new ReceiptWindow(Nonce, framesMax, bytesMax);
        var model = new Model();
        var payload = new byte[ReceiptWindow.PayloadLength];
        for (var now = 1L; now <= steps.Length; now++)
        {
            var step = steps[now - 1];
            if (step.Bytes is { } bytes)
            {
                if (!window.HasRoom) continue;
                model.Add(bytes, now);
                window.Add(model.Sequences[^1], bytes, now);
            }
            else if (step.IsPing)
            {
                if (window.TryPing(payload) != model.TryPing()) return false;
            }
            else if (step.Pong is { } kind && window.TryConfirm(model.PongOf(kind), now) != model.Confirm(kind, now))
            {
                return false;
            }

            var waiting = model.Waiting;
            var isSame = window.IsEmpty == (waiting.Length == 0)
                && window.HasRoom == (waiting.Length < framesMax && waiting.Sum() < bytesMax)
                && window.IsPinging == (model.Pinged > model.Confirmed)
                && window.WaitsSince == model.WaitsSince;
            if (!isSame) return false;
        }

        return true;
    }

    private sealed record Step(int? Bytes = null, bool IsPing = false, PongKind? Pong = null);

    private sealed class Model
    {
        private readonly List<int> _bytes = [];

        public List<long> Sequences { get; } = [];

        public int Pinged { get; private set; }

        public int Confirmed { get; private set; }

        public long? WaitsSince { get; private set; }

        public int[] Waiting => [.. _bytes.Skip(Confirmed)];

        public void Add(int bytes, long now)
        {
            // Sequences have holes where void rows were passed.
            Sequences.Add((Sequences.Count == 0 ? 10 : Sequences[^1]) + 1 + (bytes % 3));
            _bytes.Add(bytes);
            WaitsSince ??= now;
        }

        public bool TryPing()
        {
            if (Pinged > Confirmed || Pinged == _bytes.Count) return false;
            Pinged = _bytes.Count;
            return true;
        }

        public long? Confirm(PongKind kind, long now)
        {
            if (kind != PongKind.Due || Pinged == Confirmed) return null;
            Confirmed = Pinged;
            WaitsSince = Confirmed == _bytes.Count ? null : now;
            return Sequences[Confirmed - 1];
        }

        public byte[] PongOf(PongKind kind)
        {
            var payload = new byte[ReceiptWindow.PayloadLength + (kind == PongKind.Long ? 1 : 0)];
            BinaryPrimitives.WriteUInt64BigEndian(payload, kind == PongKind.Foreign ? Nonce ^ 1 : Nonce);
            BinaryPrimitives.WriteInt64BigEndian(payload.AsSpan(sizeof(ulong)), kind switch
            {
                PongKind.Again => Confirmed,
                PongKind.Ahead => Pinged + 1,
                _ => Pinged,
            });
            return kind == PongKind.Short ? payload[..^1] : payload;
        }
    }
}
