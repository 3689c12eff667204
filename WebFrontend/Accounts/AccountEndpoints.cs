using Orleans;
using OrleansChat.Auth;
using OrleansChat.Hosting;
using OrleansChat.Http;
using OrleansChat.Parameters;
using OrleansChat.Users;

namespace OrleansChat.Accounts;

/// <summary>Accounts without a device: contract.md 6.1.</summary>
internal static class AccountEndpoints
{
    /// <summary>The rule of a name to register or log in with.</summary>
    public static readonly ParameterRule Username = ParameterRule.String("username", "账号", 4, 20);

    /// <summary>The rule of its password.</summary>
    public static readonly ParameterRule Password = ParameterRule.String("password", "密码", 6, 20);

    private static readonly ParameterSet Credentials = new(Username, Password);

    /// <summary>Maps registration and login.</summary>
    public static void MapAccounts(this IEndpointRouteBuilder routes)
    {
        routes.MapPost("/api/regChat", RegisterAsync).LimitAccountRequests();
        routes.MapPost("/api/loginChat", LogInAsync).LimitAccountRequests();
    }

    private static async Task<ChatResult> RegisterAsync(HttpContext context, IGrainFactory grains, Passwords passwords, LoginAnswer answer, ChatMetrics metrics)
    {
        var values = await Credentials.ReadAsync(context);
        if (values.Refusal is { } refusal) return refusal;
        var username = values.Text("username");
        var name = grains.GetGrain<IUsernameGrain>(UsernameKey.Of(username));

        // Looked up before hashing: a taken name costs no core. Two registrations at once are decided by the grain.
        if (await name.FindAsync() is not null) return Refuse(metrics, ChatError.UsernameTaken);
        if (await passwords.HashAsync(values.Text("password"), context.RequestAborted) is not { } hash) return ChatResults.Fail(ChatError.Busy);

        var token = Logins.NewTokenId();
        var outcome = await name.RegisterAsync(new RegisterAccount
        {
            Username = username,
            PasswordHash = hash,
            Role = AccountRole.User,
            TokenId = token,
            App = Caller.DefaultApp,
            Address = Logins.AddressOf(context),
        });
        if (!outcome.IsAccepted) return Refuse(metrics, outcome.Error);
        metrics.RegistrationDecided(isAccepted: true);
        return answer.For(new UserProfile(outcome.Account, ""), new TokenClaims(outcome.Account.Id, AccountRole.User, Caller.DefaultApp, token));
    }

    private static async Task<ChatResult> LogInAsync(HttpContext context, Logins logins)
    {
        var values = await Credentials.ReadAsync(context);
        return values.Refusal ?? await logins.LogInAsync(context, values.Text("username"), values.Text("password"), Caller.DefaultApp);
    }

    private static ChatResult Refuse(ChatMetrics metrics, ChatError error)
    {
        metrics.RegistrationDecided(isAccepted: false);
        return ChatResults.Fail(error);
    }
}
