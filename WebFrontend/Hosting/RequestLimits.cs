using System.Net;
using System.Net.Sockets;
using System.Threading.RateLimiting;
using Microsoft.Extensions.Options;
using OrleansChat.Http;
using OrleansChat.Users;

namespace OrleansChat.Hosting;

/// <summary>The limits of requests per user and per address. Nobody waits: past a limit the answer is <see cref="Refusal"/> at once.</summary>
internal sealed class RequestLimits : IDisposable
{
    /// <summary>The answer past a limit.</summary>
    public static readonly ChatResult Refusal = ChatResults.Fail(ChatTexts.TooManyRequests, StatusCodes.Status429TooManyRequests);

    private readonly PartitionedRateLimiter<UserId> _users;
    private readonly PartitionedRateLimiter<IPAddress> _addresses;
    private readonly PartitionedRateLimiter<IPAddress> _accounts;
    private readonly bool _exemptLoopback;

    /// <summary>Limits as configured.</summary>
    public RequestLimits(IOptions<LimitsOptions> options)
    {
        var limits = options.Value;
        _exemptLoopback = limits.ExemptLoopback;
        _users = Buckets<UserId>(limits.UserRequestsPerSecond, limits.UserRequestsBurst);
        _addresses = Buckets<IPAddress>(limits.AddressRequestsPerSecond, limits.AddressRequestsBurst);
        _accounts = PartitionedRateLimiter.Create<IPAddress, IPAddress>(address => RateLimitPartition.GetSlidingWindowLimiter(address, _ =>
            new SlidingWindowRateLimiterOptions { PermitLimit = limits.AccountRequestsPerMinute, Window = TimeSpan.FromMinutes(1), SegmentsPerWindow = 6 }));
    }

    /// <summary>Takes one request of a user.</summary>
    public bool TryTake(HttpContext context, UserId user)
    {
        if (IsExempt(context)) return true;
        using var lease = _users.AttemptAcquire(user);
        return lease.IsAcquired;
    }

    /// <summary>Takes one request of the caller's address.</summary>
    public bool TryTake(HttpContext context) => TryTake(context, _addresses);

    /// <summary>Takes one registration or login of the caller's address.</summary>
    public bool TryTakeAccountRequest(HttpContext context) => TryTake(context, _accounts);

    /// <inheritdoc/>
    public void Dispose()
    {
        _users.Dispose();
        _addresses.Dispose();
        _accounts.Dispose();
    }

    /// <summary>What counts as one address: a subscriber of IPv6 has a whole /64.</summary>
    internal static IPAddress KeyOf(IPAddress? address)
    {
        if (address is null) return IPAddress.None;
        if (address.IsIPv4MappedToIPv6) return address.MapToIPv4();
        if (address.AddressFamily != AddressFamily.InterNetworkV6) return address;
        var bytes = address.GetAddressBytes();
        bytes.AsSpan(8).Clear();
        return new IPAddress(bytes);
    }

    private bool TryTake(HttpContext context, PartitionedRateLimiter<IPAddress> limiter)
    {
        if (IsExempt(context)) return true;
        using var lease = limiter.AttemptAcquire(KeyOf(context.Connection.RemoteIpAddress));
        return lease.IsAcquired;
    }

    private bool IsExempt(HttpContext context) =>
        _exemptLoopback && context.Connection.RemoteIpAddress is { } address && IPAddress.IsLoopback(address);

    // Refilled ten times a second, which is the framework's own beat; a rate that ten does not divide is refilled once a second.
    private static PartitionedRateLimiter<TKey> Buckets<TKey>(int perSecond, int burst) where TKey : notnull
    {
        var parts = perSecond % 10 == 0 ? 10 : 1;
        return PartitionedRateLimiter.Create<TKey, TKey>(key => RateLimitPartition.GetTokenBucketLimiter(key, _ => new TokenBucketRateLimiterOptions
        {
            TokenLimit = burst,
            TokensPerPeriod = perSecond / parts,
            ReplenishmentPeriod = TimeSpan.FromSeconds(1) / parts,
        }));
    }
}
