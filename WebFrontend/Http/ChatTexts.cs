namespace OrleansChat.Http;

/// <summary>The refusals that belong to no single endpoint. Clients show them as they stand and compare some of them.</summary>
internal static class ChatTexts
{
    /// <summary>An unexpected failure; never with details (design.md invariant 9).</summary>
    public const string ServerError = "服务器内部错误";

    /// <summary>A grain or a store is overloaded or out of reach, or the outcome is not known.</summary>
    public const string Busy = "系统繁忙,请稍后再试";

    /// <summary>A request limit was met.</summary>
    public const string TooManyRequests = "请求过于频繁，请稍后再试";

    /// <summary>No such route.</summary>
    public const string NotFound = "接口不存在";

    /// <summary>The route exists, not with this method.</summary>
    public const string MethodNotAllowed = "请求方法不支持";

    /// <summary>The body passes the limit.</summary>
    public const string BodyTooLarge = "请求体过大";

    /// <summary>The body is neither JSON nor a form, or is compressed, or not in UTF-8.</summary>
    public const string UnsupportedBody = "请求体格式不支持";

    /// <summary>The body says that it is JSON and is not.</summary>
    public const string BadJson = "请求体不是有效的 JSON";

    /// <summary>A request that HTTP itself does not allow: cut off, wrongly framed.</summary>
    public const string BadRequest = "请求格式错误";
}
