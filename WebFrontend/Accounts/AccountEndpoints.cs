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
    /// <summary>The password does not fit.</summary>
    public const string WrongPassword = "账户或密码错误";

    private static readonly ParameterSet Credentials = new(
        ParameterRule.String("username", "账号", 4, 20),
        ParameterRule.String("password", "密码", 6, 20));

    /// <summary>Maps registration and login.</summary>
    public static void MapAccounts(this IEndpointRouteBuilder routes)
    {
        routes.MapPost("/api/regChat", RegisterAsync).LimitAccountRequests();
        routes.MapPost("/api/loginChat", LoginAsync).LimitAccountRequests();
    }

    /// <summary>The key of a name's grain.</summary>
    internal static string KeyOf(string username) => username.ToLowerInvariant();

    private static async Task<ChatResult> RegisterAsync(HttpContext context, IGrainFactory grains, Passwords passwords, LoginAnswer answer, ChatMetrics metrics)
    {
        var values = await Credentials.ReadAsync(context);
        if (values.Refusal is { } refusal) return refusal;
        var username = values.Text("username");
        var name = grains.GetGrain<IUsernameGrain>(KeyOf(username));

        // Looked up before hashing: a taken name costs no core. Two registrations at once are decided by the grain.
        if (await name.FindAsync() is not null) return Refuse(metrics, ChatError.UsernameTaken);
        if (await passwords.HashAsync(values.Text("password"), context.RequestAborted) is not { } hash) return ChatResults.Fail(ChatError.Busy);

        var token = NewTokenId();
        var outcome = await name.RegisterAsync(new RegisterAccount
        {
            Username = username,
            PasswordHash = hash,
            Role = AccountRole.User,
            TokenId = token,
            App = Caller.DefaultApp,
            Address = AddressOf(context),
        });
        if (!outcome.IsAccepted) return Refuse(metrics, outcome.Error);
        metrics.RegistrationDecided(isAccepted: true);
        return answer.For(outcome.Account, "", new TokenClaims(outcome.Account.Id, AccountRole.User, Caller.DefaultApp, token));
    }

    private static async Task<ChatResult> LoginAsync(HttpContext context, IGrainFactory grains, Passwords passwords, LoginAnswer answer, ChatMetrics metrics)
    {
        var values = await Credentials.ReadAsync(context);
        if (values.Refusal is { } refusal) return refusal;
        var (username, password) = (values.Text("username"), values.Text("password"));
        var name = grains.GetGrain<IUsernameGrain>(KeyOf(username));

        var record = await name.FindAsync();
        if (await passwords.CheckAsync(record?.PasswordHash, password, context.RequestAborted) is not { } fit) return ChatResults.Fail(ChatError.Busy);

        // Judged after the password was hashed, so that the time of the answer is the same for all three.
        if (record is not { Status: 1 }) return Refuse(metrics, ChatErrorTexts.For(ChatError.AccountMissingOrDisabled).Text);
        if (fit == PasswordFit.No) return Refuse(metrics, WrongPassword);
        if (fit == PasswordFit.YesButOld && await passwords.HashAsync(password, context.RequestAborted) is { } hash) await name.UpgradeHashAsync(hash);

        var token = NewTokenId();
        var outcome = await grains.GetGrain<IUserGrain>(record.User.Value).SignInAsync(new SignIn
        {
            TokenId = token,
            App = Caller.DefaultApp,
            Address = AddressOf(context),
        });
        if (!outcome.IsAccepted) return Refuse(metrics, ChatErrorTexts.For(outcome.Error).Text);
        metrics.LoginDecided(isAccepted: true);
        return answer.For(outcome.Profile.Account, outcome.Profile.Userset, new TokenClaims(record.User, AccountRole.User, Caller.DefaultApp, token));
    }

    private static ChatResult Refuse(ChatMetrics metrics, ChatError error)
    {
        metrics.RegistrationDecided(isAccepted: false);
        return ChatResults.Fail(error);
    }

    private static ChatResult Refuse(ChatMetrics metrics, string text)
    {
        metrics.LoginDecided(isAccepted: false);
        return ChatResults.Fail(text);
    }

    private static string NewTokenId() => Guid.NewGuid().ToString("N");

    private static string AddressOf(HttpContext context) => context.Connection.RemoteIpAddress?.ToString() ?? "";
}
