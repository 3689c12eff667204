using OrleansChat.Tests.EndToEnd;
using OrleansChat.Tests.Fakes;

namespace OrleansChat.Tests.Users;

/// <summary>updateUserinfo: contract.md 6.4.</summary>
public sealed class ProfileTests
{
    private const string Path = "/api/chat/updateUserinfo";

    [Fact]
    public async Task Each_field_has_its_text_and_a_login_shows_it_after_a_restart()
    {
        string token;
        var data = System.IO.Path.Combine(System.IO.Path.GetTempPath(), "orleanschat-" + Guid.NewGuid().ToString("N"));
        try
        {
            await using (var server = await ServerUnderTest.StartAsync(data))
            {
                token = (await server.RegisterAsync("lin_1")).Token;
                Says("修改昵称成功", await ChangeAsync(server, token, "nickname", "\"林 <b>🌲</b> مرحبا\""));
                Says("头像更新成功", await ChangeAsync(server, token, "avatar", "\"https://files.example/a.png?x=w_1,h_2\""));
                Says("设置成功", await ChangeAsync(server, token, "invite_confirm", "1"));
                Says("设置成功", await ChangeAsync(server, token, "invite_confirm", "\"0\""));
                Says("", await ChangeAsync(server, token, "role", "\"admin\""));
                Says("", await ChangeAsync(server, token, "password", "\"stolen1\""));
            }

            await using (var server = await ServerUnderTest.StartAsync(data))
            {
                var shown = (await server.CallAsync("/api/loginChat", """{"username":"lin_1","password":"secret12"}""")).Data;
                Assert.Equal("林 <b>🌲</b> مرحبا", shown.GetProperty("nickname").GetString());
                Assert.Equal("https://files.example/a.png?x=w_1%2Ch_2", shown.GetProperty("avatar").GetString());
                Assert.Equal((0, "user"), (shown.GetProperty("invite_confirm").GetInt32(), shown.GetProperty("role").GetString()));
            }
        }
        finally
        {
            Directory.Delete(data, recursive: true);
        }
    }

    [Fact]
    public async Task The_refusals()
    {
        await using var server = await ServerUnderTest.StartAsync();
        var token = (await server.RegisterAsync("lin_1")).Token;
        (await ChangeAsync(server, token, "username", "\"root1\"")).IsRefusal(400, "账号不可修改");
        (await ChangeAsync(server, token, "nickname", $"\"{new string('n', 31)}\"")).IsRefusal(400, "昵称长度不能超过30个字符");
        Says("修改昵称成功", await ChangeAsync(server, token, "nickname", $"\"{new string('n', 30)}\""));
        (await ChangeAsync(server, token, "nickname", $"\"{string.Concat(Enumerable.Repeat("🌲", 16))}\"")).IsRefusal(400, "昵称长度不能超过30个字符");
        (await ChangeAsync(server, token, "avatar", $"\"{new string('a', 1001)}\"")).IsRefusal(400, "头像地址过长不能超过1000个字符");
        Says("头像更新成功", await ChangeAsync(server, token, "avatar", $"\"{new string('a', 1000)}\""));
        foreach (var wrong in (string[])["2", "-1", "\"01\"", "true", "\"x\"", "0.5"])
            (await ChangeAsync(server, token, "invite_confirm", wrong)).IsRefusal(400, "添加我为好友设置值错误");
        (await server.CallAsync(Path, "{}", token)).IsRefusal(422, "修改类型不能为空");
        (await server.CallAsync(Path, """{"fieldname":"nickname"}""", token)).IsRefusal(422, "修改结果不能为空");
        (await ChangeAsync(server, token, "nickname", "\"\"")).IsRefusal(422, "修改结果不能为空");
        (await ChangeAsync(server, token, new string('f', 31), "1")).IsRefusal(422, "修改类型 的长度 必须 在 1 和 30 之间");
    }

    [Fact]
    public async Task A_message_carries_the_new_name_at_once()
    {
        await using var server = await ServerUnderTest.StartAsync();
        var (lin, wu) = (await server.RegisterAsync("lin_1"), await server.RegisterAsync("wu_1"));
        await server.SendAsync(lin, wu, "before");
        await ChangeAsync(server, lin.Token, "nickname", "\"Lin\"");
        var sent = await server.CallAsync("/api/chat/socket/sendmessage",
            $$"""{"sendto_id":{{wu.Id}},"chatType":"single","type":"text","data":{"data":"x","dataType":false,"otherData":null} }""", lin.Token);
        Assert.Equal("Lin", sent.Data.GetProperty("from_name").GetString());
    }

    private static Task<Answer> ChangeAsync(ServerUnderTest server, string token, string name, string value) =>
        server.CallAsync(Path, $$"""{"fieldname":"{{name}}","fieldValue":{{value}} }""", token);

    private static void Says(string text, Answer answer) => Assert.Equal((200, text), (answer.Status, answer.Text));
}
