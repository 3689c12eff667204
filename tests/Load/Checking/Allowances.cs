namespace OrleansChat.Load.Checking;

/// <summary>How much the checker forgives, and nothing else is forgiven.</summary>
/// <remarks>
/// A message may reach an app a second time, on another socket, only when the server could not know that it had arrived. The
/// client's stack answers the server's pings in order, and the history has the instant of each answer, so this is decided for
/// each message and not by a general window: let <c>c</c> be the first pong the client sent on the first socket after the frame,
/// and <c>h</c> the handover, the earlier of that socket's end and the start of connecting the socket of the second copy (when
/// that one is the newer). The receipt counts, and a second copy is a violation, when
/// <list type="number">
/// <item><c>c + PongTransit</c> is not after <c>h</c>, and</item>
/// <item>for every kill <c>k</c> of the server since the first socket was opened, <c>c + PongTransit + CursorWriteDelay</c> is
/// not after <c>k</c>.</item>
/// </list>
/// Without such a pong the copy is forgiven only when the first one came at most <see cref="PingDelay"/> before the handover,
/// the kill, or the moment the client stopped reading: a server that never asks may not resend for ever.
/// </remarks>
internal sealed record Allowances
{
    /// <summary>Time a pong may need from the client's write to the server's notice of it. Loopback needs microseconds; two busy
    /// cores, and a server that starts or compiles, need the rest.</summary>
    public TimeSpan PongTransit { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Promise of the server: a confirmed cursor is on disk at the latest this long after the receipt.</summary>
    public TimeSpan CursorWriteDelay { get; init; } = TimeSpan.FromMilliseconds(250);

    /// <summary>Time after which a frame that was read must have been followed by a ping. The server must ask often enough that
    /// a cut costs few repeats; one bound of delivery is generous.</summary>
    public TimeSpan PingDelay { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Promise of the server: an armed session has any message this long after it was answered, whatever hint was lost.</summary>
    public TimeSpan DeliveryBound { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>What a busy machine may add to <see cref="DeliveryBound"/> before a late message counts.</summary>
    public TimeSpan DeliverySlack { get; init; } = TimeSpan.FromSeconds(3);

    /// <summary>Promise of the server: a session that nobody armed is armed this long after its connect.</summary>
    public TimeSpan SelfArming { get; init; } = TimeSpan.FromSeconds(3);
}
