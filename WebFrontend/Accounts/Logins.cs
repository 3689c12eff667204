using Orleans;
using OrleansChat.Auth;
using OrleansChat.Hosting;
using OrleansChat.Http;
using OrleansChat.Users;

namespace OrleansChat.Accounts;

/// <summary>A login by name and password, with or without a device.</summary>
internal sealed class Logins(IGrainFactory grains, Passwords passwords, LoginAnswer answer, ChatMetrics metrics)
{
    /// <summary>The password does not fit.</summary>
    public const string WrongPassword = "账户或密码错误";

    /// <summary>A token id that nobody has had.</summary>
    public static string NewTokenId() => Guid.NewGuid().ToString("N");

    /// <summary>The caller's address, for the record.</summary>
    public static string AddressOf(HttpContext context) => context.Connection.RemoteIpAddress?.ToString() ?? "";

    /// <summary>Checks name and password, and answers with the login object of a token for this app.</summary>
    public async Task<ChatResult> LogInAsync(HttpContext context, string username, string password, string app)
    {
        var name = grains.GetGrain<IUsernameGrain>(UsernameKey.Of(username));
        var record = await name.FindAsync();
        if (await passwords.CheckAsync(record?.PasswordHash, password, context.RequestAborted) is not { } fit) return ChatResults.Fail(ChatError.Busy);

        // Judged after the password was hashed, so that the time of the answer is the same for all three.
        if (record is not { Status: 1 }) return Refuse(ChatErrorTexts.For(ChatError.AccountMissingOrDisabled).Text);
        if (fit == PasswordFit.No) return Refuse(WrongPassword);
        if (fit == PasswordFit.YesButOld && await passwords.HashAsync(password, context.RequestAborted) is { } hash) await name.UpgradeHashAsync(hash);

        var token = NewTokenId();
        var outcome = await grains.GetGrain<IUserGrain>(record.User.Value).SignInAsync(new SignIn
        {
            TokenId = token,
            App = app,
            Address = AddressOf(context),
        });
        if (!outcome.IsAccepted) return Refuse(ChatErrorTexts.For(outcome.Error).Text);
        metrics.LoginDecided(isAccepted: true);
        return answer.For(outcome.Profile, new TokenClaims(record.User, AccountRole.User, app, token));
    }

    private ChatResult Refuse(string text)
    {
        metrics.LoginDecided(isAccepted: false);
        return ChatResults.Fail(text);
    }
}
