namespace OrleansChat.Auth;

/// <summary>Checks the token of a socket (contract.md 7.1, (b) 4).</summary>
internal sealed class SocketAuthentication(CallerCheck check)
{
    /// <summary>The query has no token.</summary>
    public const string NoToken = "缺少 token 参数";

    /// <summary>The account does not exist.</summary>
    public const string NoUser = "用户不存在";

    /// <summary>The account is disabled.</summary>
    public const string Disabled = "你已被管理员禁用";

    /// <summary>The token's time is over.</summary>
    public const string Expired = "token 已过期";

    /// <summary>Anything else is wrong with the token.</summary>
    public const string Bad = "Token 不合法";

    /// <summary>
    /// Checks the raw <c>token</c> of the query. An outage throws and must end the TCP connection without a close frame: a refusal
    /// would log the user out (design.md invariant 5), which is why contract.md's "or an internal error" is not followed here.
    /// </summary>
    public async ValueTask<SocketAdmission> AdmitAsync(string? token, CancellationToken cancellationToken)
    {
        var verdict = await check.CheckAsync(token, cancellationToken);
        return verdict.IsAccepted ? SocketAdmission.Accept(verdict.Caller) : SocketAdmission.Reject(TextFor(verdict.Refusal));
    }

    /// <summary>The text for a refusal.</summary>
    internal static string TextFor(CallerRefusal refusal) => refusal switch
    {
        CallerRefusal.Missing => NoToken,
        CallerRefusal.UserMissing => NoUser,
        CallerRefusal.UserDisabled => Disabled,
        CallerRefusal.Expired => Expired,
        _ => Bad,
    };
}
