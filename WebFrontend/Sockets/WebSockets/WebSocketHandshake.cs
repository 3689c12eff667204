using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.Timeouts;
using Microsoft.Extensions.Primitives;

namespace OrleansChat.Sockets.WebSockets;

/// <summary>
/// The opening handshake: HTTP/1.1 upgrade (RFC 6455, 4.2) and HTTP/2 extended CONNECT (RFC 8441). No sub-protocol and no
/// extension is ever agreed, so frames have no reserved bits and no compression.
/// </summary>
internal static class WebSocketHandshake
{
    private const string WebSocketToken = "websocket";
    private const string Version = "13";
    private const int KeyLength = 16;

    /// <summary>Accepts a WebSocket, or refuses a request that does not ask for one as it should.</summary>
    /// <returns>
    /// The raw duplex stream, to be given to a <see cref="WebSocketConnection"/> while the request is still running; or null:
    /// then the status (400 or 426) and its headers are set and the body is the caller's.
    /// </returns>
    public static async ValueTask<Stream?> AcceptAsync(HttpContext context)
    {
        var accepted = context.Features.Get<IHttpExtendedConnectFeature>() is { IsExtendedConnect: true } connect
            ? AcceptConnect(context, connect)
            : AcceptUpgrade(context);
        if (accepted is null) return null;

        // A socket lives for days; what bounds a request must not end it.
        context.Features.Get<IHttpRequestTimeoutFeature>()?.DisableTimeout();
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size) size.MaxRequestBodySize = null;
        return await accepted();
    }

    private static Func<ValueTask<Stream>>? AcceptConnect(HttpContext context, IHttpExtendedConnectFeature connect)
    {
        if (!string.Equals(connect.Protocol, WebSocketToken, StringComparison.OrdinalIgnoreCase)) return Refuse(context, StatusCodes.Status400BadRequest);
        if (!HasVersion(context.Request.Headers)) return RefuseVersion(context);
        context.Response.StatusCode = StatusCodes.Status200OK;
        return connect.AcceptAsync;
    }

    private static Func<ValueTask<Stream>>? AcceptUpgrade(HttpContext context)
    {
        var headers = context.Request.Headers;
        if (!HasToken(headers.Upgrade, WebSocketToken)) return RefusePlain(context);
        if (context.Features.Get<IHttpUpgradeFeature>() is not { IsUpgradableRequest: true } upgrade
            || !HttpMethods.IsGet(context.Request.Method)
            || !HasToken(headers.Connection, "Upgrade"))
        {
            return Refuse(context, StatusCodes.Status400BadRequest);
        }

        if (!HasVersion(headers)) return RefuseVersion(context);
        if (headers.SecWebSocketKey is not [{ } key] || !IsKey(key)) return Refuse(context, StatusCodes.Status400BadRequest);

        var answer = context.Response.Headers;
        answer.Connection = "Upgrade";
        answer.Upgrade = WebSocketToken;
        answer.SecWebSocketAccept = AcceptValue(key);
        return () => new ValueTask<Stream>(upgrade.UpgradeAsync());
    }

    /// <summary>The value of Sec-WebSocket-Accept for a client's key: proof that we read this very request and know the protocol.</summary>
    [SuppressMessage("Security", "CA5350", Justification = "RFC 6455 fixes SHA-1 here; it protects nothing.")]
    internal static string AcceptValue(string key) =>
        Convert.ToBase64String(SHA1.HashData(Encoding.ASCII.GetBytes(key + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11")));

    private static bool IsKey(string key)
    {
        // One byte of room beyond a key, so that a longer one shows its length instead of failing for lack of room.
        Span<byte> bytes = stackalloc byte[KeyLength + 1];
        return Convert.TryFromBase64String(key, bytes, out var length) && length == KeyLength;
    }

    private static bool HasVersion(IHeaderDictionary headers) => headers.SecWebSocketVersion is [Version];

    /// <summary>Whether a comma-separated header holds a token; browsers send <c>Connection: keep-alive, Upgrade</c>.</summary>
    private static bool HasToken(StringValues values, string token)
    {
        foreach (var value in values)
        {
            foreach (var part in value.AsSpan().Split(','))
            {
                if (value.AsSpan(part).Trim().Equals(token, StringComparison.OrdinalIgnoreCase)) return true;
            }
        }

        return false;
    }

    /// <summary>A request that asks for no WebSocket at all. HTTP/2 knows neither Upgrade nor 426.</summary>
    private static Func<ValueTask<Stream>>? RefusePlain(HttpContext context)
    {
        if (!HttpProtocol.IsHttp11(context.Request.Protocol)) return Refuse(context, StatusCodes.Status400BadRequest);
        context.Response.Headers.Connection = "Upgrade";
        context.Response.Headers.Upgrade = WebSocketToken;
        return RefuseVersion(context);
    }

    private static Func<ValueTask<Stream>>? RefuseVersion(HttpContext context)
    {
        context.Response.Headers.SecWebSocketVersion = Version;
        return Refuse(context, HttpProtocol.IsHttp11(context.Request.Protocol) ? StatusCodes.Status426UpgradeRequired : StatusCodes.Status400BadRequest);
    }

    private static Func<ValueTask<Stream>>? Refuse(HttpContext context, int status)
    {
        context.Response.StatusCode = status;
        return null;
    }
}
