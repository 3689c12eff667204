using System.Text;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using OrleansChat.Tests.Fakes;

namespace OrleansChat.Tests.EndToEnd;

/// <summary>Taking a message back, from the sender's request to the receiver's socket and to the disk (contract.md 6.9, design.md 3.9).</summary>
public sealed class RevokeTests
{
    private const string TooLate = "消息超过5分钟,不能撤回";

    [Fact]
    public async Task A_message_that_was_delivered_is_followed_by_its_revoke()
    {
        await using var chat = await Chat.StartAsync();
        await using var socket = await chat.Server.ConnectAsync(chat.Wu);
        var id = await chat.SendAsync("hello");
        Assert.Equal("hello", Seen(await NextAsync(socket)));

        var answered = await chat.RevokeOkAsync(id);
        var frame = await NextAsync(socket);
        Assert.Equal(answered.GetRawText(), frame.GetProperty("data").GetRawText());
        Assert.Equal(answered.GetProperty("create_time").GetInt64(), frame.GetProperty("timestamp").GetInt64());
        Assert.Equal(
            $$"""
            {"id":"{{id}}","from_id":{{chat.Lin.Id}},"from_name":"lin_1","from_avatar":{{answered.GetProperty("from_avatar").GetRawText()}},"to_id":{{chat.Wu.Id}},"to_name":"wu_1","to_avatar":{{answered.GetProperty("to_avatar").GetRawText()}},"chatType":"single","type":"systemNotice","actionType":"revoke","data":{"data":"lin_1撤回了一条消息","dataType":false,"otherData":null},"options":{},"create_time":{{answered.GetProperty("create_time").GetInt64()}},"isremove":0,"group":null}
            """,
            answered.GetRawText());
    }

    [Fact]
    public async Task A_receiver_who_was_away_gets_the_revoke_and_never_the_content()
    {
        await using var chat = await Chat.StartAsync();
        await chat.SendAsync("before");
        var id = await chat.SendAsync("taken back");
        await chat.SendAsync("after");
        await chat.RevokeOkAsync(id);

        await using var socket = await chat.Server.ConnectAsync(chat.Wu);
        await chat.Server.ArmAsync(chat.Wu);
        Assert.Equal(["before", "after", $"revoke {id}"], await SeenAsync(socket, 3));
    }

    [Fact]
    public async Task What_a_paused_session_has_not_written_is_skipped_and_the_revoke_comes()
    {
        await using var chat = await Chat.StartAsync();
        var ids = new List<string>();
        for (var i = 1; i <= 70; i++) ids.Add(await chat.SendAsync($"{i}"));
        await using var socket = await chat.Server.ConnectAsync(chat.Wu, answersPings: false);
        await chat.Server.ArmAsync(chat.Wu);
        var seen = await SeenAsync(socket, 64);
        var ping = await socket.NextPingAsync();

        // 66 lies in the page that the session holds, 71 in the frames that hints brought, 3 is written.
        ids.Add(await chat.SendAsync("71"));
        foreach (var number in (int[])[66, 71, 3]) await chat.RevokeOkAsync(ids[number - 1]);
        await chat.SendAsync("last");
        socket.AnswerPingsFromNowOn();
        await socket.SendPongAsync(ping);
        seen.AddRange(await SeenAsync(socket, 9));
        string[] expected = [.. Enumerable.Range(1, 70).Where(i => i != 66).Select(i => $"{i}"), $"revoke {ids[65]}", $"revoke {ids[70]}", $"revoke {ids[2]}", "last"];
        Assert.Equal(expected, seen);
    }

    [Fact]
    public async Task A_repeated_revoke_gets_the_first_answer_and_is_delivered_once()
    {
        await using var chat = await Chat.StartAsync();
        await using var socket = await chat.Server.ConnectAsync(chat.Wu);
        var id = await chat.SendAsync("hello");
        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => chat.RevokeOkAsync(id)));
        Assert.All(answers, answer => Assert.Equal(answers[0].GetRawText(), answer.GetRawText()));
        chat.Clock.Advance(TimeSpan.FromMinutes(4));
        Assert.Equal(answers[0].GetRawText(), (await chat.RevokeOkAsync(id)).GetRawText());
        await chat.SendAsync("next");
        Assert.Equal(["hello", $"revoke {id}", "next"], await SeenAsync(socket, 3));
    }

    [Fact]
    public async Task Five_minutes_by_the_servers_clock_are_the_limit()
    {
        await using var chat = await Chat.StartAsync();
        await using var socket = await chat.Server.ConnectAsync(chat.Wu);
        var (early, late) = (await chat.SendAsync("early"), await chat.SendAsync("late"));
        chat.Clock.Advance(TimeSpan.FromMinutes(4));
        await chat.RevokeOkAsync(early);
        chat.Clock.Advance(TimeSpan.FromMinutes(1));

        // The client's own time says what it likes.
        foreach (var clientTime in (long[])[1, 4_000_000_000_000]) (await chat.RevokeAsync(late, createTime: clientTime)).IsRefusal(400, TooLate);
        await chat.SendAsync("next");
        Assert.Equal(["early", "late", $"revoke {early}", "next"], await SeenAsync(socket, 4));
    }

    [Fact]
    public async Task A_stranger_an_unknown_id_and_the_wrong_conversation_are_refused_like_a_late_one()
    {
        await using var chat = await Chat.StartAsync();
        await using var socket = await chat.Server.ConnectAsync(chat.Wu);
        var eve = await chat.Server.RegisterAsync("eve_1");
        var id = await chat.SendAsync("hello");
        (await chat.RevokeAsync(id, by: eve)).IsRefusal(400, TooLate);
        (await chat.RevokeAsync(id, by: chat.Wu)).IsRefusal(400, TooLate);
        (await chat.RevokeAsync(id, to: eve.Id)).IsRefusal(400, TooLate);
        (await chat.RevokeAsync(id, to: 9_007_199_254_740_991)).IsRefusal(400, TooLate);
        (await chat.RevokeAsync(Guid.NewGuid().ToString())).IsRefusal(400, TooLate);
        (await chat.RevokeAsync("' OR 1=1 --")).IsRefusal(400, TooLate);
        await chat.SendAsync("next");
        Assert.Equal(["hello", "next"], await SeenAsync(socket, 2));
    }

    [Fact]
    public async Task A_retry_of_the_send_does_not_bring_the_message_again()
    {
        await using var chat = await Chat.StartAsync();
        var id = await chat.Server.SendAsync(chat.Lin, chat.Wu, "taken back", clientMsgId: "k");
        await chat.RevokeOkAsync(id);
        (await chat.Server.CallAsync("/api/chat/socket/sendmessage",
            $$"""{"sendto_id":{{chat.Wu.Id}},"chatType":"single","type":"text","clientMsgId":"k","data":"taken back"}""", chat.Lin.Token)).IsRefusal(400, "消息已撤回");

        await using var socket = await chat.Server.ConnectAsync(chat.Wu);
        await chat.Server.ArmAsync(chat.Wu);
        await chat.SendAsync("next");
        Assert.Equal([$"revoke {id}", "next"], await SeenAsync(socket, 2));
    }

    [Fact]
    public async Task After_a_restart_a_message_can_still_be_taken_back_and_what_was_stays_so()
    {
        var data = Directory.CreateTempSubdirectory("orleanschat-").FullName;
        try
        {
            string before, after;
            TestUser lin, wu;
            await using (var chat = await Chat.StartAsync(data))
            {
                (lin, wu) = (chat.Lin, chat.Wu);
                (before, after) = (await chat.SendAsync("before"), await chat.SendAsync("after"));
                await chat.RevokeOkAsync(before);
                await chat.Server.StopAsync();
            }

            await using (var chat = await Chat.StartAsync(data, lin, wu))
            {
                var answered = await chat.RevokeOkAsync(before);
                await chat.RevokeOkAsync(after);
                Assert.Equal(answered.GetRawText(), (await chat.RevokeOkAsync(before)).GetRawText());
                await using var socket = await chat.Server.ConnectAsync(wu);
                await chat.Server.ArmAsync(wu);
                Assert.Equal([$"revoke {before}", $"revoke {after}"], await SeenAsync(socket, 2));
                await chat.Server.StopAsync();
            }
        }
        finally
        {
            Directory.Delete(data, recursive: true);
        }
    }

    [Fact]
    public async Task What_was_taken_back_is_in_no_file_of_the_data_folder()
    {
        const string Secret = "the-words-that-were-taken-back";
        await using var chat = await Chat.StartAsync();
        var id = await chat.SendAsync(Secret);
        Assert.True(IsOnDisk(chat.Server.Data, Secret), "the search finds what is there");
        await chat.RevokeOkAsync(id);

        // The log is cut a second later; every answer is a sign that the server goes on.
        using var deadline = new CancellationTokenSource(RawSocket.Deadline);
        while (IsOnDisk(chat.Server.Data, Secret))
        {
            deadline.Token.ThrowIfCancellationRequested();
            await chat.SendAsync("more");
        }
    }

    [Fact]
    public async Task A_revoke_over_http_asks_for_its_fields()
    {
        await using var chat = await Chat.StartAsync();
        foreach (var (body, text) in ((string, string)[])
            [
                ("""{}""", "接收者id或者群id不能为空"),
                ("""{"to_id":2}""", "接收者或者群名称不能为空"),
                ("""{"to_id":2,"to_name":"Wu"}""", "接收者或者群头像不能为空"),
                ("""{"to_id":2,"to_name":"Wu","to_avatar":"/public/a.png"}""", "消息uuid不能为空"),
                ("""{"to_id":2,"to_name":"Wu","to_avatar":"/public/a.png","id":"x"}""", "聊天类型不能为空"),
                ("""{"to_id":2,"to_name":"Wu","to_avatar":"/public/a.png","id":"x","chatType":"single"}""", "消息发送时间不能为空"),
                ("""{"to_id":2,"to_name":"Wu","to_avatar":"/public/a.png","id":"x","chatType":"single","create_time":"soon"}""", "消息发送时间 的值 `soon` 的类型不是 `int`"),
            ])
        {
            (await chat.Server.CallAsync("/api/chat/revokeMessage", body, chat.Lin.Token)).IsRefusal(422, text);
        }

        (await chat.Server.CallAsync("/api/chat/revokeMessage",
            """{"to_id":2,"to_name":"Team","to_avatar":"/public/a.png","id":"x","chatType":"group","create_time":1}""", chat.Lin.Token)).IsRefusal(400, "群不存在");
        var id = await chat.SendAsync("hello");
        var long2000 = new string('a', 2_000);
        Assert.Equal(200, (await chat.Server.CallAsync("/api/chat/revokeMessage",
            $$"""{"to_id":{{chat.Wu.Id}},"to_name":"{{long2000}}","to_avatar":"{{long2000}}","id":"{{id}}","chatType":"single","create_time":0,"sendStatus":"success"}""", chat.Lin.Token)).Status);
    }

    private static bool IsOnDisk(string folder, string text)
    {
        var wanted = Encoding.UTF8.GetBytes(text);
        return Directory.EnumerateFiles(folder, "chat.db*").Any(path =>
        {
            using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            using var bytes = new MemoryStream();
            file.CopyTo(bytes);
            return bytes.GetBuffer().AsSpan(0, (int)bytes.Length).IndexOf(wanted) >= 0;
        });
    }

    private static async Task<JsonElement> NextAsync(RawSocket socket)
    {
        while (true)
        {
            var frame = await socket.NextAsync();
            if (frame.GetProperty("type").GetString() == "singleChat") return frame;
        }
    }

    private static async Task<List<string>> SeenAsync(RawSocket socket, int count)
    {
        var seen = new List<string>(count);
        while (seen.Count < count) seen.Add(Seen(await NextAsync(socket)));
        return seen;
    }

    private static string Seen(JsonElement frame)
    {
        var message = frame.GetProperty("data");
        return message.TryGetProperty("actionType", out var action) ? $"{action.GetString()} {message.GetProperty("id").GetString()}" : RawSocket.TextOf(frame);
    }

    private sealed record Chat(ServerUnderTest Server, ShiftedClock Clock, TestUser Lin, TestUser Wu) : IAsyncDisposable
    {
        public static async Task<Chat> StartAsync(string? data = null, TestUser? lin = null, TestUser? wu = null)
        {
            var clock = new ShiftedClock();
            var server = await ServerUnderTest.StartAsync(data, builder => builder.Services.AddSingleton<TimeProvider>(clock));
            return new Chat(server, clock, lin ?? await server.RegisterAsync("lin_1"), wu ?? await server.RegisterAsync("wu_1"));
        }

        public Task<string> SendAsync(string text) => Server.SendAsync(Lin, Wu, text);

        public async Task<JsonElement> RevokeOkAsync(string id)
        {
            var answer = await RevokeAsync(id);
            Assert.Equal(200, answer.Status);
            return answer.Data;
        }

        public Task<Answer> RevokeAsync(string id, TestUser? by = null, long? to = null, long createTime = 1_800_000_000_000) => Server.CallAsync(
            "/api/chat/revokeMessage",
            $$"""{"to_id":{{to ?? Wu.Id}},"to_name":"Wu","to_avatar":"/public/of-the-client.png","id":"{{id}}","chatType":"single","create_time":{{createTime}} }""",
            (by ?? Lin).Token);

        public ValueTask DisposeAsync() => Server.DisposeAsync();
    }
}
