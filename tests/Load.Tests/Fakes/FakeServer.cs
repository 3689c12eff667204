using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Logging;
using OrleansChat.Load.Clients;
using OrleansChat.Load.Runs;
using OrleansChat.Load.Server;

namespace OrleansChat.Tests.Fakes;

/// <summary>A chat server small enough to be seen through, that can be killed inside the test's process and can have planted bugs.</summary>
internal sealed class FakeServer(FakeFlaw flaw) : IServerUnderTest
{
    private const int AnswerLostOneIn = 50;

    private readonly FakeDisk _disk = new();
    private WebApplication? _host;
    private FakeProcess? _process;

    public Uri Address { get; } = new($"http://127.0.0.1:{ServerChoice.FreePort()}/");

    public int? ProcessId => null;

    public IReadOnlyList<string> LastLines => [];

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        var process = _process = new FakeProcess(_disk, flaw);
        process.Start();
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls(Address.ToString());
        var host = _host = builder.Build();
        host.Run(context => HandleAsync(context, process));
        await host.StartAsync(cancellationToken);
    }

    public async Task KillAsync()
    {
        if (_host is not { } host)
            return;
        _host = null;
        _process!.Dispose();
        await host.StopAsync(new CancellationToken(canceled: true));
        await host.DisposeAsync();
    }

    public async ValueTask DisposeAsync() => await KillAsync();

    private async Task HandleAsync(HttpContext context, FakeProcess process)
    {
        try
        {
            var user = User(context);
            switch (context.Request.Path.Value)
            {
                case "/healthz": break;
                case "/ws": await UpgradeAsync(context, process, user); break;
                case "/api/regChat": await AnswerAsync(context, Registered()); break;
                case "/api/chat/userset": await AnswerAsync(context, "ok"); break;
                case "/api/chat/chatGetmessageOffLine":
                    process.Arm(user);
                    await AnswerAsync(context, "ok");
                    break;
                case "/api/chat/socket/sendmessage":
                    var entry = process.Send(user, (await JsonNode.ParseAsync(context.Request.Body))!);
                    if (Random.Shared.Next(AnswerLostOneIn) == 0)
                        throw new IOException("The answer is lost after the work was done.");
                    await AnswerAsync(context, new JsonObject { ["id"] = entry.Id, ["create_time"] = entry.CreateTime });
                    break;
                default: context.Response.StatusCode = 404; break;
            }
        }
        catch (Exception exception) when (exception is OperationCanceledException or IOException or ObjectDisposedException)
        {
            context.Abort();   // a killed process answers nothing
        }
    }

    private long User(HttpContext context)
    {
        var token = context.Request.Headers["token"].FirstOrDefault() ?? context.Request.Query["token"].FirstOrDefault() ?? "";
        lock (_disk)
            return _disk.UserByToken.GetValueOrDefault(token);
    }

    private JsonObject Registered()
    {
        lock (_disk)
        {
            var (id, token) = _disk.Register();
            return new JsonObject { ["id"] = id, ["token"] = token };
        }
    }

    private static async Task AnswerAsync(HttpContext context, JsonNode data) =>
        await context.Response.Body.WriteAsync(Encoding.UTF8.GetBytes(new JsonObject { ["msg"] = "ok", ["data"] = data }.ToJsonString()));

    private static async Task UpgradeAsync(HttpContext context, FakeProcess process, long user)
    {
        context.Response.Headers.Upgrade = "websocket";
        context.Response.Headers.Connection = "Upgrade";
        await using var stream = await context.Features.Get<IHttpUpgradeFeature>()!.UpgradeAsync();
        await new FakeSession(process, user, new FrameStream(stream, masks: false)).RunAsync(context.RequestAborted);
    }
}
