using Orleans;
using OrleansChat.Auth;
using OrleansChat.Http;
using OrleansChat.Parameters;
using OrleansChat.Users;

namespace OrleansChat.Accounts;

/// <summary>Leaving, and a new password: contract.md 6.2, 6.4, (b) 14. Only for logins.</summary>
internal static class OwnAccountEndpoints
{
    private const string NewLabel = "新密码";
    private const int PasswordLengthMin = 6;
    private const int PasswordLengthMax = 20;

    private static readonly ParameterSet Rules = new(
        ParameterRule.String("oldpassword", "原始密码"),
        ParameterRule.String("newpassword", NewLabel),
        ParameterRule.String("checknewpassword", "确认新密码"));

    private static readonly TextRule NewPassword = new("newpassword", NewLabel, PasswordLengthMin, PasswordLengthMax);

    /// <summary>Maps logout and setPassword.</summary>
    public static void MapOwnAccount(this IEndpointRouteBuilder routes)
    {
        routes.MapPost("/api/chat/logout", LogOutAsync);
        routes.MapPost("/api/chat/setPassword", SetPasswordAsync);
    }

    private static async Task<ChatResult> LogOutAsync(Caller caller, IGrainFactory grains, CallerCache callers)
    {
        // Whatever the list of visitors says: a visitor's token is not what logs out.
        if (caller.Role == AccountRole.Visitor) return ChatResults.Fail(CallerMiddleware.NotForVisitors);
        await grains.GetGrain<IUserGrain>(caller.UserId.Value).SignOutAsync(caller.TokenId);
        callers.Forget(caller.UserId);
        return ChatResults.Ok(true);
    }

    private static async Task<ChatResult> SetPasswordAsync(HttpContext context, Caller caller, IGrainFactory grains, Passwords passwords, CallerCache callers)
    {
        var values = await Rules.ReadAsync(context);
        if (values.Refusal is { } refusal) return refusal;
        var password = values.Text("newpassword");
        if (password != values.Text("checknewpassword")) return ChatResults.Fail("新密码与确认新密码不一致");
        if (!NewPassword.Fits(password)) return ChatResults.Fail(ParameterTexts.Length(NewLabel, PasswordLengthMin, PasswordLengthMax));
        if (caller.Role == AccountRole.Visitor) return ChatResults.Fail("您未登录，无法修改密码");

        var record = await grains.GetGrain<IUsernameGrain>(UsernameKey.Of(caller.Account.Username)).FindAsync();
        if (record is null) return ChatResults.Fail(ChatError.PasswordOwnerMissing);
        if (await passwords.CheckAsync(record.PasswordHash, values.Text("oldpassword"), context.RequestAborted) is not { } fit) return ChatResults.Fail(ChatError.Busy);
        if (fit == PasswordFit.No) return ChatResults.Fail(ChatError.OldPasswordWrong);
        if (await passwords.HashAsync(password, context.RequestAborted) is not { } hash) return ChatResults.Fail(ChatError.Busy);

        var error = await grains.GetGrain<IUserGrain>(caller.UserId.Value).SetPasswordAsync(new SetPassword
        {
            CheckedHash = record.PasswordHash!,
            NewHash = hash,
            TokenId = caller.TokenId,
            App = caller.App,
        });
        callers.Forget(caller.UserId);
        return error == ChatError.None ? ChatResults.Ok("修改密码成功") : ChatResults.Fail(error);
    }
}
