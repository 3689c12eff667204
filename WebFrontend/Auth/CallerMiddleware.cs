using OrleansChat.Accounts;
using OrleansChat.Hosting;
using OrleansChat.Http;
using OrleansChat.Parameters;

namespace OrleansChat.Auth;

/// <summary>Lets callers into <c>/api/chat</c>: contract.md 3.2 and 3.3, in this order and with these texts, for unknown routes too.</summary>
internal sealed class CallerMiddleware(RequestDelegate next, CallerCheck check, VisitorWhitelist visitors, RequestLimits limits)
{
    /// <summary>The client recovers from this text and no other (contract.md (b) 2).</summary>
    public const string BadToken = "Token 令牌不合法！";

    /// <summary>No token.</summary>
    public const string NoToken = "您没有权限访问即时通讯接口";

    /// <summary>The token's time is over.</summary>
    public const string ExpiredToken = "Token已过期！请重新获取令牌";

    /// <summary>The account is gone or disabled.</summary>
    public const string NoUser = "当前用户不存在或者已被禁用";

    /// <summary>A visitor asks for more than visitors may.</summary>
    public const string NotForVisitors = "您没有权限访问，请先注册或登录";

    private static readonly PathString Prefix = "/api/chat";

    /// <summary>Runs the request.</summary>
    public async Task InvokeAsync(HttpContext context)
    {
        if (context.Request.Path.StartsWithSegments(Prefix, StringComparison.OrdinalIgnoreCase, out var rest) && await CheckAsync(context, rest) is { } refusal)
            await refusal.ExecuteAsync(context);
        else
            await next(context);
    }

    /// <summary>The text for a refusal.</summary>
    internal static string TextFor(CallerRefusal refusal) => refusal switch
    {
        CallerRefusal.Missing => NoToken,
        CallerRefusal.Expired => ExpiredToken,
        CallerRefusal.UserMissing or CallerRefusal.UserDisabled => NoUser,
        _ => BadToken,
    };

    private async ValueTask<ChatResult?> CheckAsync(HttpContext context, PathString rest)
    {
        var (token, unreadable) = await FindTokenAsync(context);
        if (unreadable is not null) return unreadable;

        var verdict = await check.CheckAsync(token, context.RequestAborted);
        if (!verdict.IsAccepted) return ChatResults.Fail(TextFor(verdict.Refusal));

        var caller = verdict.Caller;
        if (caller.IsSuperseded && context.GetEndpoint()?.Metadata.GetMetadata<AllowSupersededToken>() is null) return ChatResults.Fail(BadToken);
        if (caller.Role == AccountRole.Visitor && !visitors.Allows(context.Request.Method, rest)) return ChatResults.Fail(NotForVisitors);
        if (!limits.TryTake(context, caller.UserId)) return RequestLimits.Refusal;

        context.Features.Set(caller);
        return null;
    }

    // Header, else query, else body; the body is read only when it must be, so that uploads are not.
    private static async ValueTask<(string? Token, ChatResult? Unreadable)> FindTokenAsync(HttpContext context)
    {
        if (FirstSent(context.Request.Headers["token"]) is { } header) return (header, null);
        if (FirstSent(context.Request.Query["token"]) is { } query) return (query, null);
        if (HttpMethods.IsGet(context.Request.Method) || RequestBody.KindOf(context.Request) == RequestBodyKind.Multipart) return (null, null);

        var fields = await RequestFields.ReadAsync(context);
        if (fields.Refusal is { } refusal) return (null, refusal);
        var field = fields.Find("token");
        return (field.IsSent ? field.AsText() : null, null);
    }

    private static string? FirstSent(Microsoft.Extensions.Primitives.StringValues values)
    {
        foreach (var value in values)
        {
            if (!string.IsNullOrEmpty(value)) return value;
        }

        return null;
    }
}
