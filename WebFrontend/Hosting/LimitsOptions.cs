using System.ComponentModel.DataAnnotations;

namespace OrleansChat.Hosting;

/// <summary>What one client may ask of the server. Section <c>Chat:Limits</c>.</summary>
internal sealed class LimitsOptions
{
    /// <summary>Bytes of a JSON or form body; more is answered 413. Default 102,400 (100 KiB, the reference's). Uploads have their own limit.</summary>
    [Range(1_024, 16_777_216)]
    public int BodyBytesMax { get; set; } = 100 * 1024;

    /// <summary>Open connections of the whole process, sockets included; the next one is closed at once. Default 100,000.</summary>
    [Range(1, 10_000_000)]
    public int ConnectionsMax { get; set; } = 100_000;

    /// <summary>Requests a second that one user may keep up; more are answered 429. Default 50.</summary>
    [Range(1, 1_000_000)]
    public int UserRequestsPerSecond { get; set; } = 50;

    /// <summary>Requests that one user may send at once before <see cref="UserRequestsPerSecond"/> counts. Default 200.</summary>
    [Range(1, 1_000_000)]
    public int UserRequestsBurst { get; set; } = 200;

    /// <summary>Requests a second that one address may keep up, whoever sends them; more are answered 429. Default 1,000: an address may be an office or a carrier.</summary>
    [Range(1, 10_000_000)]
    public int AddressRequestsPerSecond { get; set; } = 1_000;

    /// <summary>Requests that one address may send at once. Default 4,000.</summary>
    [Range(1, 10_000_000)]
    public int AddressRequestsBurst { get; set; } = 4_000;

    /// <summary>Registrations and logins a minute from one address, together; more are answered 429. Default 60.</summary>
    [Range(1, 1_000_000)]
    public int AccountRequestsPerMinute { get; set; } = 60;

    /// <summary>Whether loopback addresses are free of all request limits. Default false; a load run sets it and says so.</summary>
    public bool ExemptLoopback { get; set; }
}
