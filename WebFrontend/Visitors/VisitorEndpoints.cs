using Orleans;
using OrleansChat.Accounts;
using OrleansChat.Auth;
using OrleansChat.Hosting;
using OrleansChat.Http;
using OrleansChat.Parameters;
using OrleansChat.Users;

namespace OrleansChat.Visitors;

/// <summary>The signed, public endpoints of a device: contract.md 6.3.</summary>
internal static class VisitorEndpoints
{
    private static readonly ParameterSet VisitRules = new(
    [
        ParameterRule.String("uniplatform", "平台类型", 2, 50).OrDefault(""),
        ParameterRule.String("devicemodel", "设备型号", 1, 50).OrDefault(""),
        ParameterRule.String("deviceos", "操作系统", 1, 50).OrDefault(""),
        ParameterRule.String("devicebrand", "设备品牌", 1, 50).OrDefault(""),
        .. VisitorGate.Rules,
    ]);

    private static readonly ParameterSet CredentialRules = new([AccountEndpoints.Username, AccountEndpoints.Password, .. VisitorGate.Rules]);

    /// <summary>Maps visitorRegister, visitorregChat and visitorloginChat.</summary>
    public static void MapVisitors(this IEndpointRouteBuilder routes)
    {
        routes.MapPost("/api/visitorRegister", EnterAsync).LimitAccountRequests();
        routes.MapPost("/api/visitorregChat", RegisterAsync).LimitAccountRequests();
        routes.MapPost("/api/visitorloginChat", LogInAsync).LimitAccountRequests();
    }

    private static async Task<ChatResult> EnterAsync(HttpContext context, VisitorGate gate, IGrainFactory grains, LoginAnswer answer)
    {
        var values = await gate.ReadAsync(context, VisitRules);
        if (values.Refusal is { } refusal) return refusal;
        var device = values.Text("deviceId");
        var outcome = await grains.GetGrain<IDeviceGrain>(device).EnterAsync(new EnterDevice
        {
            TokenId = Logins.NewTokenId(),
            Description = new DeviceDescription(values.Text("uniplatform"), values.Text("devicemodel"), values.Text("deviceos"), values.Text("devicebrand")),
            Address = Logins.AddressOf(context),
        });
        return outcome.IsAccepted
            ? answer.For(outcome.Profile, new TokenClaims(outcome.Profile.Account.Id, AccountRole.Visitor, device, outcome.TokenId))
            : ChatResults.Fail(outcome.Error);
    }

    private static async Task<ChatResult> RegisterAsync(
        HttpContext context, VisitorGate gate, IGrainFactory grains, Passwords passwords, LoginAnswer answer, ChatMetrics metrics)
    {
        var values = await gate.ReadAsync(context, CredentialRules);
        if (values.Refusal is { } refusal) return refusal;
        var (username, deviceId) = (values.Text("username"), values.Text("deviceId"));
        var device = grains.GetGrain<IDeviceGrain>(deviceId);
        if (await device.CountAsync() is not ChatError.None and var limit) return ChatResults.Fail(limit);

        // Looked up before hashing: a taken name costs no core.
        if (await grains.GetGrain<IUsernameGrain>(UsernameKey.Of(username)).FindAsync() is not null) return Refuse(metrics, ChatError.UsernameTaken);
        if (await passwords.HashAsync(values.Text("password"), context.RequestAborted) is not { } hash) return ChatResults.Fail(ChatError.Busy);

        var token = Logins.NewTokenId();
        var outcome = await device.RegisterAsync(new Promote
        {
            Username = username,
            PasswordHash = hash,
            SignIn = new SignIn { TokenId = token, App = deviceId, Address = Logins.AddressOf(context) },
        });
        if (!outcome.IsAccepted) return Refuse(metrics, outcome.Error);
        metrics.RegistrationDecided(isAccepted: true);
        return answer.For(outcome.Profile, new TokenClaims(outcome.Profile.Account.Id, AccountRole.User, deviceId, token));
    }

    private static async Task<ChatResult> LogInAsync(HttpContext context, VisitorGate gate, IGrainFactory grains, Logins logins)
    {
        var values = await gate.ReadAsync(context, CredentialRules);
        if (values.Refusal is { } refusal) return refusal;
        var device = values.Text("deviceId");
        if (await grains.GetGrain<IDeviceGrain>(device).CountAsync() is not ChatError.None and var limit) return ChatResults.Fail(limit);
        return await logins.LogInAsync(context, values.Text("username"), values.Text("password"), device);
    }

    private static ChatResult Refuse(ChatMetrics metrics, ChatError error)
    {
        metrics.RegistrationDecided(isAccepted: false);
        return ChatResults.Fail(error);
    }
}
