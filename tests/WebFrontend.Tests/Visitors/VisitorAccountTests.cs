using System.Text.Json;
using OrleansChat.Tests.EndToEnd;
using OrleansChat.Tests.Fakes;

namespace OrleansChat.Tests.Visitors;

/// <summary>Whose account a device gets: contract.md 6.3, (b) 4 to 11.</summary>
public sealed class VisitorAccountTests
{
    private const string Offline = "/api/chat/chatGetmessageOffLine";

    [Fact]
    public async Task A_new_device_gets_a_guest()
    {
        var (server, clock) = await VisitorCalls.StartAsync();
        await using var owned = server;
        var device = VisitorCalls.NewDevice();
        var answer = await server.SignedAsync(VisitorCalls.Enter, device,
            ""","uniplatform":"h5","devicemodel":"Pixel <b>手机</b>","deviceos":"","devicebrand":{"x":"012345678901234567890123456789012345678901234567890123456789"},"more":1""");
        var guest = answer.User();
        Assert.Equal("VIS" + device[..8], guest.Username);
        Assert.Equal(("visitor", device, "h5", "Pixel <b>手机</b>", "", ""), (
            answer.Data.GetProperty("role").GetString(), answer.Data.GetProperty("devicefingeruuid").GetString(), answer.Data.GetProperty("uniplatform").GetString(),
            answer.Data.GetProperty("devicemodel").GetString(), answer.Data.GetProperty("deviceos").GetString(), answer.Data.GetProperty("devicebrand").GetString()));
        Assert.NotEqual("", answer.Data.GetProperty("avatar").GetString());
        Assert.False(answer.Data.TryGetProperty("password", out _));

        // It comes back to its account, with a new token, and what it says of itself is overwritten.
        clock.Advance(TimeSpan.FromMinutes(1));
        var again = await server.SignedAsync(VisitorCalls.Enter, device, ""","uniplatform":"app" """);
        Assert.Equal(guest.Id, again.User().Id);
        Assert.Equal(("app", ""), (again.Data.GetProperty("uniplatform").GetString(), again.Data.GetProperty("devicemodel").GetString()));
        (await server.CallAsync(Offline, "{}", again.User().Token)).IsOk();

        // The token before it is silent on its own device, and no more.
        (await server.CallAsync(Offline, "{}", guest.Token)).IsOk();
        (await server.CallAsync("/api/chat/userset", """{"userset":"{}"}""", guest.Token)).IsRefusal(400, "Token 令牌不合法！");
    }

    [Fact]
    public async Task A_guest_has_no_password_and_a_visitor_s_rights()
    {
        var (server, _) = await VisitorCalls.StartAsync();
        await using var owned = server;
        var guest = (await server.EnterAsync(VisitorCalls.NewDevice())).User();
        var lin = await server.RegisterAsync("lin_1");
        foreach (var password in (string[])["000000", "123456", "      "])
            (await server.CallAsync("/api/loginChat", $$"""{"username":"{{guest.Username}}","password":"{{password}}"}""")).IsRefusal(400, "账户或密码错误");

        foreach (var path in (string[])["logout", "searchUser", "setPassword", "isApplyfriend/00000000-0000-4000-8000-000000000000"])
            (await server.CallAsync("/api/chat/" + path, "{}", guest.Token)).IsRefusal(400, "您没有权限访问，请先注册或登录");
        var changed = await server.CallAsync("/api/chat/updateUserinfo", """{"fieldname":"nickname","fieldValue":"Guest"}""", guest.Token);
        Assert.Equal("修改昵称成功", changed.Text);
        (await server.CallAsync("/api/chat/userset", """{"userset":"{}"}""", guest.Token)).IsOk();
        Assert.Equal(200, (await server.CallAsync("/api/chat/getUserSetInfo", $$"""{"userid":{{lin.Id}} }""", guest.Token)).Status);
        await server.SendAsync(guest, lin, "hello");
        (await server.CallAsync("/api/chat/getUserSetInfo", $$"""{"userid":{{guest.Id}} }""", lin.Token)).IsRefusal(400, "用户不存在或者为游客，无法加为好友");
        Assert.Equal(0, (await server.CallAsync("/api/chat/searchUser", """{"keyword":"VIS"}""", lin.Token)).Data.GetArrayLength());
    }

    [Fact]
    public async Task Devices_that_begin_alike_get_names_of_their_own()
    {
        var (server, _) = await VisitorCalls.StartAsync();
        await using var owned = server;
        await server.RegisterAsync("VISaaaaAAAA");
        var names = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < 3; i++) names.Add((await server.EnterAsync($"aaaaaaaa-0000-4000-8000-0000000000{i:d2}")).User().Username);
        Assert.Equal(["VISaaaaaaaa-000", "VISaaaaaaaa-0000-40", "VISaaaaaaaa-0000-4000-8"], names);
    }

    [Fact]
    public async Task A_guest_who_registers_stays_the_same_account()
    {
        var (server, _) = await VisitorCalls.StartAsync();
        await using var owned = server;
        var device = VisitorCalls.NewDevice();
        var entered = await server.EnterAsync(device);
        var registered = await server.RegisterAsync(device, "林' OR 1=1 --😀");
        Assert.Equal(entered.User().Id, registered.User().Id);
        Assert.Equal(entered.Data.GetProperty("uuid").GetString(), registered.Data.GetProperty("uuid").GetString());
        Assert.Equal(("林' OR 1=1 --😀", "user", device), (registered.User().Username, registered.Data.GetProperty("role").GetString(), registered.Data.GetProperty("devicefingeruuid").GetString()));

        // The visitor-era instance in the app stays welcome, the name is found, the login works.
        (await server.CallAsync(Offline, "{}", entered.User().Token)).IsOk();
        (await server.CallAsync(Offline, "{}", registered.User().Token)).IsOk();
        Assert.Equal(registered.User().Id, (await server.LogInAsync(device, "林' or 1=1 --😀")).User().Id);
        var lin = await server.RegisterAsync("lin_1");
        Assert.Equal(1, (await server.CallAsync("/api/chat/searchUser", """{"keyword":"林"}""", lin.Token)).Data.GetArrayLength());
    }

    [Fact]
    public async Task A_registered_account_is_never_overwritten_by_its_device()
    {
        var (server, _) = await VisitorCalls.StartAsync();
        await using var owned = server;
        var device = VisitorCalls.NewDevice();
        await server.EnterAsync(device);
        var first = (await server.RegisterAsync(device, "first_1")).User();
        var second = await server.RegisterAsync(device, "second_2");
        Assert.NotEqual(first.Id, second.User().Id);
        Assert.Equal("", second.Data.GetProperty("devicefingeruuid").GetString());
        Assert.Equal(first.Id, (await server.LogInAsync(device, "first_1")).User().Id);
        (await server.CallAsync(Offline, "{}", second.User().Token)).IsOk();

        var fresh = await server.RegisterAsync(VisitorCalls.NewDevice(), "third_3");
        Assert.Equal(("user", ""), (fresh.Data.GetProperty("role").GetString(), fresh.Data.GetProperty("devicefingeruuid").GetString()));
    }

    [Fact]
    public async Task A_registered_account_s_device_gets_a_visitor_s_session_that_may_look_and_not_touch()
    {
        var (server, clock) = await VisitorCalls.StartAsync();
        await using var owned = server;
        var device = VisitorCalls.NewDevice();
        await server.EnterAsync(device);
        var login = (await server.RegisterAsync(device, "lin_1")).User();
        Assert.Equal(JsonValueKind.True, (await server.CallAsync("/api/chat/logout", "{}", login.Token)).Data.ValueKind);
        clock.Advance(TimeSpan.FromMinutes(1));

        var visit = await server.EnterAsync(device);
        var visitor = visit.User();
        Assert.Equal((login.Id, "visitor", "", ""), (visitor.Id, visit.Data.GetProperty("role").GetString(),
            visit.Data.GetProperty("last_login_ip").GetString(), visit.Data.GetProperty("register_ip").GetString()));
        (await server.CallAsync(Offline, "{}", visitor.Token)).IsOk();
        (await server.CallAsync("/api/chat/updateUserinfo", """{"fieldname":"nickname","fieldValue":"x"}""", visitor.Token)).IsRefusal(400, "您没有权限访问，请先注册或登录");
        (await server.CallAsync("/api/chat/userset", """{"userset":"{}"}""", visitor.Token)).IsRefusal(400, "您没有权限访问，请先注册或登录");
        (await server.CallAsync("/api/chat/searchUser", """{"keyword":"lin"}""", visitor.Token)).IsRefusal(400, "您没有权限访问，请先注册或登录");

        // The stored role is still a user's, and a login elsewhere leaves the visit alone.
        var elsewhere = (await server.LogInAsync(VisitorCalls.NewDevice(), "lin_1")).User();
        (await server.CallAsync(Offline, "{}", elsewhere.Token)).IsOk();
        (await server.CallAsync(Offline, "{}", visitor.Token)).IsOk();
        clock.Advance(TimeSpan.FromMinutes(1));
        (await server.EnterAsync(device)).User();
        (await server.CallAsync(Offline, "{}", elsewhere.Token)).IsOk();
    }

    [Fact]
    public async Task A_new_password_ends_the_visits_of_other_devices_only()
    {
        var (server, _) = await VisitorCalls.StartAsync();
        await using var owned = server;
        var device = VisitorCalls.NewDevice();
        var visit = (await server.EnterAsync(device)).User();
        var login = (await server.RegisterAsync(device, "lin_1")).User();
        const string first = """{"oldpassword":"secret12","newpassword":"secret13","checknewpassword":"secret13"}""";
        Assert.Equal("修改密码成功", (await server.CallAsync("/api/chat/setPassword", first, login.Token)).Text);
        (await server.CallAsync(Offline, "{}", visit.Token)).IsOk();

        var elsewhere = (await server.LogInAsync(VisitorCalls.NewDevice(), "lin_1", "secret13")).User();
        const string second = """{"oldpassword":"secret13","newpassword":"secret14","checknewpassword":"secret14"}""";
        Assert.Equal("修改密码成功", (await server.CallAsync("/api/chat/setPassword", second, elsewhere.Token)).Text);
        (await server.CallAsync(Offline, "{}", elsewhere.Token)).IsOk();
        (await server.CallAsync(Offline, "{}", visit.Token)).IsRefusal(400, "Token 令牌不合法！");
    }

    [Fact]
    public async Task Of_many_at_once_one_account_a_device_and_one_winner_a_name()
    {
        var (server, _) = await VisitorCalls.StartAsync("--Chat:Visitors:CallsPerHourMax=100");
        await using var owned = server;
        var device = VisitorCalls.NewDevice();
        var visits = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => server.EnterAsync(device)));
        Assert.Single(visits.Select(visit => visit.User().Id).Distinct());
        foreach (var visit in visits) (await server.CallAsync("/api/chat/getUserSetInfo", """{"userid":1}""", visit.User().Token)).IsRefusal(400, "用户不存在或者为游客，无法加为好友");

        var devices = Enumerable.Range(0, 10).Select(_ => VisitorCalls.NewDevice()).ToArray();
        await Task.WhenAll(devices.Take(5).Select(server.EnterAsync));
        var answers = await Task.WhenAll(devices.Select(each => server.RegisterAsync(each, "popular_1")));
        Assert.Single(answers, answer => answer.Status == 200);
        Assert.All(answers.Where(answer => answer.Status != 200), answer => answer.IsRefusal(400, "该账号已存在，请换一个账号注册"));

        // Of many registrations of one device one promotes its guest; the others are accounts of their own.
        var registered = await Task.WhenAll(Enumerable.Range(0, 8).Select(i => server.RegisterAsync(device, $"many_{i}")));
        Assert.Equal(8, registered.Select(answer => answer.User().Id).Distinct().Count());
        Assert.Single(registered, answer => answer.User().Id == visits[0].User().Id);
    }
}
