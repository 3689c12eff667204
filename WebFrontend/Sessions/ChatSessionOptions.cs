using System.ComponentModel.DataAnnotations;

namespace OrleansChat.Sessions;

/// <summary>The bounds of one socket's session (<c>Chat:Session</c>).</summary>
internal sealed class ChatSessionOptions
{
    /// <summary>Frames that may wait for their receipt; beyond it nothing more is written until one comes. Default 64 (design.md 3.7).</summary>
    [Range(1, 10_000)]
    public int UnconfirmedFramesMax { get; set; } = 64;

    /// <summary>Bytes of frames that may wait for their receipt. Default 256 KiB (design.md 3.7).</summary>
    [Range(1, 64 * 1024 * 1024)]
    public int UnconfirmedBytesMax { get; set; } = 256 * 1024;

    /// <summary>Seconds without a receipt, while one is outstanding, after which the TCP connection is ended. Default 20 (design.md 3.7).</summary>
    [Range(1, 3600)]
    public int ReceiptSecondsMax { get; set; } = 20;

    /// <summary>Seconds without any progress of a write after which the TCP connection is ended. Default 30 (design.md 3.5).</summary>
    [Range(1, 3600)]
    public int StallSecondsMax { get; set; } = 30;

    /// <summary>Milliseconds after its connect at which a session is armed by itself. Default 3,000 (design.md 3.6).</summary>
    [Range(1, 60_000)]
    public int ArmMilliseconds { get; set; } = 3_000;

    /// <summary>Seconds between two <c>{"type":"ping"}</c> frames. Default 30 (contract.md 7.3).</summary>
    [Range(1, 3600)]
    public int HeartbeatSeconds { get; set; } = 30;

    /// <summary>Milliseconds that receipts are collected before the user's grain is told. With the grain's own wait it stays within the
    /// 250 ms of design.md 3.7. Default 50.</summary>
    [Range(1, 150)]
    public int ConfirmMilliseconds { get; set; } = 50;

    /// <summary>Seconds after which an armed session that is not fed asks again. Default 4, within the bound of 5 s (design.md invariant 11).</summary>
    [Range(1, 60)]
    public int ClaimAgainSeconds { get; set; } = 4;

    /// <summary>Bytes of one message from a client. Default 64 KiB: clients send pings only.</summary>
    [Range(128, 16 * 1024 * 1024)]
    public int ClientMessageBytesMax { get; set; } = 64 * 1024;

    /// <summary>Open sockets of this process; beyond it a new one's TCP connection is ended. Default 200,000.</summary>
    [Range(1, 10_000_000)]
    public int SocketsMax { get; set; } = 200_000;

    /// <summary>Open sockets from one address (loopback exempt when <c>Chat:Limits:ExemptLoopback</c>). Default 10,000: a carrier's NAT
    /// hides many phones behind one address.</summary>
    [Range(1, 10_000_000)]
    public int SocketsPerAddressMax { get; set; } = 10_000;
}
