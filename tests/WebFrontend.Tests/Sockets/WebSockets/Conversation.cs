using System.Text;
using FsCheck;
using FsCheck.Fluent;
using OrleansChat.Sockets.WebSockets;

namespace OrleansChat.Tests.Sockets.WebSockets;

/// <summary>What a correct client says, frame by frame, and how the network cuts it.</summary>
internal sealed record Conversation(ClientFrame[] Frames, int[] Pieces)
{
    public static Arbitrary<Conversation> Arbitrary => Arb.From(Conversations, Shrink);

    /// <summary>The bytes of a conversation with some of them changed, lost, doubled or cut off.</summary>
    public static Arbitrary<(byte[] Bytes, int[] Pieces)> Damaged => Arb.From(
        from conversation in Conversations
        let wire = conversation.Wire()
        from damages in Gen.ListOf(OneDamage).Resize(4)
        select (damages.Aggregate(wire, (bytes, damage) => Damage(bytes, damage.Kind, damage.Where, damage.Value)), conversation.Pieces));

    private static Gen<byte> Byte => Gen.Choose(0, 255).Select(i => (byte)i);

    private static Gen<(int Kind, int Where, byte Value)> OneDamage =>
        from kind in Gen.Choose(0, 3)
        from position in Gen.Choose(0, int.MaxValue)
        from value in Byte
        select (kind, position, value);

    private static Gen<string> Text => Gen.Frequency(
        (8, Gen.ArrayOf(Gen.Elements("a", "7", "é", "中", "☃", "😀", "\0", "\"", "{}")).Resize(40).Select(string.Concat)),
        (3, Gen.Choose(0, 200).Select(n => new string('m', n))),
        (1, Gen.Choose(65_520, 65_545).Select(n => new string('x', n - 3) + "中")));

    private static Gen<ClientFrame> Control =>
        from opcode in Gen.Elements(WebSocketOpcode.Ping, WebSocketOpcode.Pong)
        from length in Gen.Frequency((3, Gen.Choose(0, 16)), (1, Gen.Choose(100, 125)))
        from payload in Gen.ArrayOf(Byte, length)
        from key in Key
        select new ClientFrame(opcode, payload) { Key = key };

    private static Gen<uint> Key => Gen.Choose(int.MinValue, int.MaxValue).Select(i => (uint)i);

    private static Gen<ClientFrame[]> Message =>
        from opcode in Gen.Elements(WebSocketOpcode.Text, WebSocketOpcode.Binary)
        from text in Text
        let bytes = Encoding.UTF8.GetBytes(text)
        from cuts in Gen.Frequency((2, Gen.Constant(new List<int>())), (3, Gen.ListOf(Gen.Choose(0, bytes.Length)).Resize(5).Select(l => l.Order().ToList())))
        from between in Gen.ArrayOf(Gen.ListOf(Control).Resize(2).Select(l => l.ToArray()), cuts.Count)
        from keys in Gen.ArrayOf(Key, cuts.Count + 1)
        from bits in Gen.Elements(0, 0, 0, 64)
        select Fragments(opcode, bytes, cuts, between, keys, bits).ToArray();

    private static Gen<ClientFrame[]> End => Gen.Frequency(
        (3, Gen.Constant(Array.Empty<ClientFrame>())),
        (1, Gen.Constant(new[] { new ClientFrame(WebSocketOpcode.Close, []), ClientFrame.Text("late") })),
        (1, Gen.Elements(1000, 1001, 1011, 3500, 4000).Select(code => new[] { ClientFrame.Close(code, "終わり"), ClientFrame.Text("late") })));

    private static Gen<Conversation> Conversations =>
        from messages in Gen.ListOf(Gen.Frequency((3, Message), (1, Control.Select(c => new[] { c })))).Resize(6)
        from end in End
        from pieces in Gen.NonEmptyListOf(Gen.Frequency((3, Gen.Choose(1, 8)), (2, Gen.Choose(9, 200)), (2, Gen.Choose(1000, 100_000)))).Resize(6)
        select new Conversation([.. messages.SelectMany(m => m), .. end], [.. pieces]);

    public byte[] Wire() => [.. Frames.SelectMany(f => f.ToBytes())];

    /// <summary>The events in the order in which their last byte comes.</summary>
    public List<Decoded> Expected()
    {
        var events = new List<Decoded>();
        var message = new List<byte>();
        foreach (var frame in Frames)
        {
            switch (frame.Opcode)
            {
                case WebSocketOpcode.Ping:
                    events.Add(Decoded.Of(WebSocketEventKind.Ping, frame.Payload));
                    break;
                case WebSocketOpcode.Pong:
                    events.Add(Decoded.Of(WebSocketEventKind.Pong, frame.Payload));
                    break;
                case WebSocketOpcode.Close when frame.Payload.Length == 0:
                    events.Add(Decoded.Of(WebSocketEventKind.Close, []));
                    return events;
                case WebSocketOpcode.Close:
                    events.Add(Decoded.Of(WebSocketEventKind.Close, frame.Payload.AsSpan(2), (ushort)((frame.Payload[0] << 8) | frame.Payload[1])));
                    return events;
                default:
                    message.AddRange(frame.Payload);
                    if (!frame.IsFinal) break;
                    events.Add(Decoded.Of(WebSocketEventKind.Text, message.ToArray()));
                    message.Clear();
                    break;
            }
        }

        return events;
    }

    public override string ToString() =>
        $"pieces {string.Join(',', Pieces)}; " + string.Join(" | ", Frames.Select(f => $"{f.Opcode}{(f.IsFinal ? "" : "…")} {f.Payload.Length} {Convert.ToHexString(f.Payload.AsSpan(0, Math.Min(12, f.Payload.Length)))} key {f.Key:X8}"));

    private static IEnumerable<ClientFrame> Fragments(WebSocketOpcode opcode, byte[] bytes, List<int> cuts, ClientFrame[][] between, uint[] keys, int bits)
    {
        var at = 0;
        for (var i = 0; i <= cuts.Count; i++)
        {
            var end = i < cuts.Count ? cuts[i] : bytes.Length;
            yield return new ClientFrame(i == 0 ? opcode : WebSocketOpcode.Continuation, bytes[at..end]) { IsFinal = i == cuts.Count, Key = keys[i], LengthBits = bits };
            at = end;
            if (i == cuts.Count) break;
            foreach (var control in between[i]) yield return control;
        }
    }

    private static byte[] Damage(byte[] bytes, int kind, int where, byte value)
    {
        if (bytes.Length == 0) return bytes;

        // Most damage goes to the beginning, where the headers of small conversations are.
        var at = where % Math.Min(bytes.Length, (where & 1) == 0 ? 64 : bytes.Length);
        return kind switch
        {
            0 => [.. bytes[..at], value, .. bytes[(at + 1)..]],
            1 => [.. bytes[..at], .. bytes[(at + 1)..]],
            2 => [.. bytes[..at], value, .. bytes[at..]],
            _ => bytes[..at],
        };
    }

    /// <summary>Fewer frames that still make a conversation: control frames can go, and whole messages.</summary>
    private static IEnumerable<Conversation> Shrink(Conversation c)
    {
        if (c.Pieces.Length > 1)
        {
            foreach (var piece in c.Pieces) yield return c with { Pieces = [piece] };
        }

        for (var i = 0; i < c.Frames.Length; i++)
        {
            var frame = c.Frames[i];
            var isWhole = frame.IsFinal && frame.Opcode != WebSocketOpcode.Continuation;
            if (isWhole) yield return c with { Frames = [.. c.Frames[..i], .. c.Frames[(i + 1)..]] };
            if (!frame.IsFinal && c.Frames.Skip(i + 1).FirstOrDefault(f => f.Opcode is not (WebSocketOpcode.Ping or WebSocketOpcode.Pong)) is { } rest)
            {
                // Joins a fragment with the next one of its message.
                var joined = rest with { Opcode = frame.Opcode, Payload = [.. frame.Payload, .. rest.Payload] };
                yield return c with { Frames = [.. c.Frames[..i], .. c.Frames[(i + 1)..].Select(f => ReferenceEquals(f, rest) ? joined : f)] };
            }
        }
    }
}
