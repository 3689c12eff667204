using Microsoft.Extensions.Options;
using Orleans;
using OrleansChat.Accounts;
using OrleansChat.Auth;
using OrleansChat.Http;
using OrleansChat.Parameters;

namespace OrleansChat.Users;

/// <summary>Finding and looking at other users: contract.md 6.4.</summary>
internal static class UserEndpoints
{
    // Any of them answers; in a cluster they lie on different silos.
    private const int DirectoryShards = 16;

    private static readonly ParameterSet SearchRules = new(ParameterRule.String("keyword", "搜索关键词", 1, 50));
    private static readonly ParameterSet UuidRules = new(ParameterRule.String("uuid", "uuid值", 36, 36));
    private static readonly ParameterSet SetInfoRules = new(ParameterRule.Id("userid", "用户id"));

    /// <summary>Maps searchUser, userinfo, isApplyfriend and getUserSetInfo.</summary>
    public static void MapUsers(this IEndpointRouteBuilder routes)
    {
        routes.MapPost("/api/chat/searchUser", SearchAsync);
        routes.MapGet("/api/userinfo/{uuid}", GetAsync);
        routes.MapPost("/api/chat/isApplyfriend/{uuid}", FindApplicationAsync);
        routes.MapPost("/api/chat/getUserSetInfo", GetSetInfoAsync);
    }

    private static async Task<ChatResult> SearchAsync(HttpContext context, Caller caller, IGrainFactory grains, IOptions<AccountOptions> options)
    {
        var values = await SearchRules.ReadAsync(context);
        if (values.Refusal is { } refusal) return refusal;
        var hits = await grains.GetGrain<IUserDirectoryGrain>(caller.UserId.Value % DirectoryShards).SearchAsync(values.Text("keyword"), caller.UserId);
        return ChatResults.Ok([.. hits.Select(hit => HitOf(hit, options.Value))], UserJsonContext.Readable.UserHitArray);
    }

    private static async Task<ChatResult> GetAsync(HttpContext context, IGrainFactory grains, IOptions<AccountOptions> options)
    {
        var values = await UuidRules.ReadAsync(context);
        if (values.Refusal is { } refusal) return refusal;
        var user = await FindAsync(grains, values.Text("uuid"));
        return user.IsValid && await grains.GetGrain<IUserGrain>(user.Value).GetPublicProfileAsync() is { } profile
            ? ChatResults.Ok(ObjectOf(profile, options.Value), UserJsonContext.Readable.UserObject)
            : ChatResults.OkNull();
    }

    private static async Task<ChatResult> FindApplicationAsync(HttpContext context, IGrainFactory grains)
    {
        var values = await UuidRules.ReadAsync(context);
        if (values.Refusal is { } refusal) return refusal;
        var user = await FindAsync(grains, values.Text("uuid"));
        return ChatResults.Fail(user.IsValid ? "用户申请信息不存在" : "用户不存在");
    }

    private static async Task<ChatResult> GetSetInfoAsync(HttpContext context, IGrainFactory grains)
    {
        var values = await SetInfoRules.ReadAsync(context);
        if (values.Refusal is { } refusal) return refusal;
        if (await grains.GetGrain<IUserGrain>(values.Number("userid")).GetProfileAsync() is not { Account: { Role: AccountRole.User, Status: 1 } account } profile)
            return ChatResults.Fail("用户不存在或者为游客，无法加为好友");
        return ChatResults.Ok(
            new UserSetInfo
            {
                Id = account.Id.Value,
                Userset = UsersetText.ForClient(profile.Userset),
                InviteConfirm = account.InviteConfirm,
                Uuid = account.Uuid.ToString("D"),
            },
            UserJsonContext.Readable.UserSetInfo);
    }

    private static async Task<UserId> FindAsync(IGrainFactory grains, string uuid) =>
        Guid.TryParseExact(uuid, "D", out var parsed)
            ? await grains.GetGrain<IUserDirectoryGrain>((parsed.GetHashCode() & int.MaxValue) % DirectoryShards).FindByUuidAsync(parsed)
            : default;

    private static UserHit HitOf(FoundUser hit, AccountOptions options) => new()
    {
        Id = hit.Id.Value,
        Username = hit.Username,
        Avatar = hit.Avatar.Length > 0 ? hit.Avatar : options.DefaultAvatar,
        Role = ChatTokens.NameOf(AccountRole.User),
        Uuid = hit.Uuid.ToString("D"),
        Nickname = hit.Nickname,
    };

    private static UserObject ObjectOf(PublicProfile shown, AccountOptions options)
    {
        var (account, info) = (shown.Profile.Account, shown.Info);
        return new UserObject
        {
            Id = account.Id.Value,
            Uuid = account.Uuid.ToString("D"),
            Username = account.Username,
            Nickname = account.Nickname,
            Avatar = account.Avatar.Length > 0 ? account.Avatar : options.DefaultAvatar,
            Role = ChatTokens.NameOf(account.Role),
            Userset = UsersetText.ForClient(shown.Profile.Userset),
            Info = new UserInfoObject
            {
                Id = info.Id,
                Gender = info.Gender,
                Birthday = info.Birthday,
                Bio = info.Bio,
                Location = info.Location,
                Website = info.Website,
            },
        };
    }
}
