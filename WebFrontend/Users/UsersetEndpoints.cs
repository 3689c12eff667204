using Orleans;
using OrleansChat.Auth;
using OrleansChat.Http;
using OrleansChat.Parameters;

namespace OrleansChat.Users;

/// <summary>The user's settings: contract.md 6.4.</summary>
internal static class UsersetEndpoints
{
    private static readonly ParameterSet Rules = new(ParameterRule.String("userset", "用户设置", 2));

    /// <summary>Maps the settings.</summary>
    public static void MapUserset(this IEndpointRouteBuilder routes) => routes.MapPost("/api/chat/userset", SetAsync);

    private static async Task<ChatResult> SetAsync(HttpContext context, Caller caller, IGrainFactory grains, CallerCache callers)
    {
        var values = await Rules.ReadAsync(context);
        if (values.Refusal is { } refusal) return refusal;
        if (caller.IsLoggedOut) return ChatResults.Fail(CallerMiddleware.NotForVisitors);
        var error = await grains.GetGrain<IUserGrain>(caller.UserId.Value).SetUsersetAsync(values.Text("userset"));
        callers.Forget(caller.UserId);
        return error == ChatError.None ? ChatResults.Ok() : ChatResults.Fail(error);
    }
}
