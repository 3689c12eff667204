using System.ComponentModel.DataAnnotations;

namespace OrleansChat.Inbox;

/// <summary>The bounds of a user's inbox (<c>Chat:Inbox</c>).</summary>
public sealed class InboxOptions
{
    /// <summary>Appends of one log that may wait for the disk at once; the next one is answered "busy". Default 256.</summary>
    [Range(1, 4096)]
    public int AppendsInFlightMax { get; set; } = 256;

    /// <summary>Apps (devices) of one user that have a cursor; the one unused for longest is forgotten for a new one. Default 8.</summary>
    [Range(1, 64)]
    public int AppsMax { get; set; } = 8;

    /// <summary>Days after which an unused app's cursor is forgotten. Default 30.</summary>
    [Range(1, 3650)]
    public int AppUnusedDaysMax { get; set; } = 30;

    /// <summary>Open sockets of one user; the oldest one's TCP connection is ended for a new one. Default 32.</summary>
    [Range(1, 1024)]
    public int SessionsMax { get; set; } = 32;

    /// <summary>Milliseconds that a session may take to hand its app's feed over; then its TCP connection is ended. Default 3,000.</summary>
    [Range(100, 60_000)]
    public int ReleaseMillisecondsMax { get; set; } = 3_000;

    /// <summary>Milliseconds that receipts are collected before they are written. Default 100.</summary>
    [Range(1, 250)]
    public int ReceiptMillisecondsMax { get; set; } = 100;
}
