using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using OrleansChat.Hosting;
using OrleansChat.Sessions;
using OrleansChat.Tests.Fakes;
using OrleansChat.Users;

namespace OrleansChat.Tests.EndToEnd;

/// <summary>The whole server on a free loopback port with a data folder of its own. Stopping it and starting another on the same folder is a restart.</summary>
internal sealed class ServerUnderTest : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly bool _ownsData;

    private ServerUnderTest(WebApplication app, string data, bool ownsData)
    {
        _app = app;
        _ownsData = ownsData;
        Data = data;
        Origin = new Uri(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());
        Http = new HttpClient { BaseAddress = Origin };
    }

    public string Data { get; }

    public Uri Origin { get; }

    public HttpClient Http { get; }

    public IServiceProvider Services => _app.Services;

    public static async Task<ServerUnderTest> StartAsync(string? data = null, Action<WebApplicationBuilder>? configure = null, params string[] options)
    {
        var folder = data ?? Path.Combine(Path.GetTempPath(), "orleanschat-" + Guid.NewGuid().ToString("N"));
        string[] args = ["--urls=http://127.0.0.1:0", $"--Chat:DataDirectory={folder}", "--Chat:Limits:ExemptLoopback=true", "--Logging:LogLevel:Default=Warning", .. EngineArguments.Fresh(), .. options];
        var app = ChatServer.Build(args, configure);
        await app.StartAsync();
        return new ServerUnderTest(app, folder, ownsData: data is null);
    }

    public Task StopAsync() => _app.StopAsync();

    /// <summary>Registers a user who lets anybody write any number of messages.</summary>
    public async Task<TestUser> RegisterAsync(string username)
    {
        var data = await PostAsync("/api/regChat", null, new { username, password = "secret12" });
        return new TestUser(data.GetProperty("id").GetInt64(), username, data.GetProperty("token").GetString()!);
    }

    /// <summary>Posts and returns <c>data</c> of an answer that must be ok.</summary>
    public async Task<JsonElement> PostAsync(string path, string? token, object body)
    {
        using var answer = await PostRawAsync(path, token, body);
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.IsSuccessStatusCode, $"{path}: {(int)answer.StatusCode} {text}");
        return JsonDocument.Parse(text).RootElement.GetProperty("data");
    }

    public async Task<HttpResponseMessage> PostRawAsync(string path, string? token, object body)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = JsonContent.Create(body) };
        if (token is not null) request.Headers.Add("token", token);
        return await Http.SendAsync(request);
    }

    /// <summary>Sends JSON text (or nothing) and reads the envelope.</summary>
    public async Task<Answer> CallAsync(HttpMethod method, string path, string? json = null, string? token = null, string? signature = null)
    {
        using var request = new HttpRequestMessage(method, path);
        if (json is not null) request.Content = new StringContent(json, Encoding.UTF8, "application/json");
        if (token is not null) request.Headers.Add("token", token);
        if (signature is not null) request.Headers.TryAddWithoutValidation("X-Security-Sign", signature);
        using var response = await Http.SendAsync(request);
        return await Answer.ReadAsync(response);
    }

    /// <summary>Posts JSON text and reads the envelope.</summary>
    public Task<Answer> CallAsync(string path, string json, string? token = null) => CallAsync(HttpMethod.Post, path, json, token);

    /// <summary>Sends a text message; returns its id.</summary>
    public async Task<string> SendAsync(TestUser from, TestUser to, string text, string? clientMsgId = null)
    {
        var data = await PostAsync("/api/chat/socket/sendmessage", from.Token, new
        {
            sendto_id = to.Id, chatType = "single", type = "text", clientMsgId, data = new { data = text, dataType = false, otherData = (object?)null },
        });
        return data.GetProperty("id").GetString()!;
    }

    public Task ArmAsync(TestUser user) => PostAsync("/api/chat/chatGetmessageOffLine", user.Token, new { });

    public Task<RawSocket> ConnectAsync(TestUser user, bool answersPings = true) => RawSocket.ConnectAsync(Origin, "/ws?token=" + user.Token, answersPings);

    /// <summary>Waits until the newest of so many sockets of a user is the one that is fed.</summary>
    public Task NewestIsFedAsync(TestUser user, int sockets) => Eventually.HoldsAsync(
        () => Services.GetRequiredService<SessionHub>().Of(new UserId(user.Id)) is { Length: var count } sessions
            && count == sockets && sessions[^1].State == SessionState.Fed,
        $"the newest of {sockets} sockets of {user.Username} is fed");

    /// <summary>Waits until so many sockets of a user are known to the user's grain: an app's asking reaches those only.</summary>
    public Task KnownAsync(TestUser user, int sockets) => Eventually.HoldsAsync(
        () => Services.GetRequiredService<SessionHub>().Of(new UserId(user.Id)) is { Length: var count } sessions
            && count == sockets && sessions.All(session => session.State != SessionState.Opening),
        $"{sockets} sockets of {user.Username}");

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await _app.DisposeAsync();
        if (_ownsData) Directory.Delete(Data, recursive: true);
    }
}
