using Orleans;
using OrleansChat.Auth;
using OrleansChat.Http;
using OrleansChat.Parameters;

namespace OrleansChat.Users;

/// <summary>The caller's own profile: contract.md 6.4, updateUserinfo.</summary>
internal static class ProfileEndpoints
{
    private static readonly ParameterSet Rules = new(
        ParameterRule.String("fieldname", "修改类型", 1, 30),
        ParameterRule.String("fieldValue", "修改结果"));

    /// <summary>Maps updateUserinfo.</summary>
    public static void MapProfile(this IEndpointRouteBuilder routes) => routes.MapPost("/api/chat/updateUserinfo", ChangeAsync);

    private static async Task<ChatResult> ChangeAsync(HttpContext context, Caller caller, IGrainFactory grains, CallerCache callers)
    {
        var values = await Rules.ReadAsync(context);
        if (values.Refusal is { } refusal) return refusal;
        if (caller.IsLoggedOut) return ChatResults.Fail(CallerMiddleware.NotForVisitors);
        var name = values.Text("fieldname");
        if (name == "username") return ChatResults.Fail("账号不可修改");

        // An unknown name changes nothing and is no error (design.md 7).
        var (field, done) = FieldOf(name);
        if (field == ProfileField.None) return ChatResults.Ok("");
        var error = await grains.GetGrain<IUserGrain>(caller.UserId.Value).ChangeProfileAsync(field, values.Text("fieldValue"));
        callers.Forget(caller.UserId);
        return error == ChatError.None ? ChatResults.Ok(done) : ChatResults.Fail(error);
    }

    private static (ProfileField Field, string Done) FieldOf(string name) => name switch
    {
        "nickname" => (ProfileField.Nickname, "修改昵称成功"),
        "avatar" => (ProfileField.Avatar, "头像更新成功"),
        "invite_confirm" => (ProfileField.InviteConfirm, "设置成功"),
        _ => (ProfileField.None, ""),
    };
}
