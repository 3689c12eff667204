using System.Globalization;

namespace OrleansChat.Http;

/// <summary>The two ways in which rows show a time (contract.md 1.4).</summary>
internal static class WireTime
{
    /// <summary>ISO-8601 UTC with milliseconds and <c>Z</c>.</summary>
    public static string Utc(long unixMilliseconds) =>
        DateTimeOffset.FromUnixTimeMilliseconds(unixMilliseconds).ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    /// <summary><c>YYYY-MM-DD HH:mm:ss</c> in the server's own zone.</summary>
    public static string Local(long unixMilliseconds, TimeSpan utcOffset) =>
        DateTimeOffset.FromUnixTimeMilliseconds(unixMilliseconds).ToOffset(utcOffset).ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);
}
