using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using OrleansChat.Accounts;
using OrleansChat.Auth;
using OrleansChat.Hosting;
using OrleansChat.Users;

namespace OrleansChat.Tests.Fakes;

/// <summary>The real frontend on a real port of loopback, over fake grains.</summary>
public sealed class FrontendServer : IAsyncDisposable
{
    private readonly WebApplication _app;

    private FrontendServer(WebApplication app, FakeUsers users, LogLines log)
    {
        _app = app;
        Users = users;
        Log = log;
        Address = new Uri(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());
        Client = new HttpClient { BaseAddress = Address };
    }

    public FakeUsers Users { get; }

    public LogLines Log { get; }

    public Uri Address { get; }

    public HttpClient Client { get; }

    public IServiceProvider Services => _app.Services;

    public static Task<FrontendServer> StartAsync(params string[] args) => StartAsync(null, null, args);

    public static Task<FrontendServer> StartAsync(TimeProvider clock, params string[] args) =>
        StartAsync(services => services.AddSingleton(clock), null, args);

    public static async Task<FrontendServer> StartAsync(Action<IServiceCollection>? services, Action<WebApplication>? endpoints, params string[] args)
    {
        var builder = ChatServerBuilder.Create(
        [
            "--urls=http://127.0.0.1:0", $"--Chat:SigningKey={Convert.ToBase64String(new byte[32])}", "--Chat:PasswordIterations=1000",
            "--Chat:Limits:ExemptLoopback=true", .. args,
        ]);
        var (grains, users) = FakeGrains.Create();
        builder.Services.AddFrontend();
        builder.Services.AddSingleton(grains);
        services?.Invoke(builder.Services);
        var log = new LogLines();
        builder.Logging.ClearProviders().AddProvider(log);
        var app = builder.Build();
        app.UseFrontend();
        endpoints?.Invoke(app);
        await app.StartAsync();
        return new FrontendServer(app, users, log);
    }

    /// <summary>A token of an account; it becomes the valid one of its kind.</summary>
    public string TokenFor(UserAccount account, AccountRole role = AccountRole.User, string app = Caller.DefaultApp, bool makeValid = true, string? tokenId = null)
    {
        var id = tokenId ?? Guid.NewGuid().ToString("N");
        var grain = Users.User(account.Id.Value);
        if (makeValid)
        {
            var known = grain.Profile!.Account;
            grain.Profile = grain.Profile with
            {
                Account = role == AccountRole.User ? known with { UserTokenId = id, UserTokenApp = app } : known with { VisitorTokenId = id, Device = app },
            };
            Services.GetRequiredService<CallerCache>().Forget(account.Id);
        }

        return Services.GetRequiredService<ChatTokens>().Issue(new TokenClaims(account.Id, role, app, id));
    }

    /// <summary>Posts JSON text and reads the envelope.</summary>
    public Task<Answer> PostAsync(string path, string json, string? token = null) =>
        SendAsync(HttpMethod.Post, path, new StringContent(json, Encoding.UTF8, "application/json"), token);

    public async Task<Answer> SendAsync(HttpMethod method, string path, HttpContent? content = null, string? token = null)
    {
        using var request = new HttpRequestMessage(method, path) { Content = content };
        if (token is not null) request.Headers.TryAddWithoutValidation("token", token);
        using var response = await Client.SendAsync(request);
        return await Answer.ReadAsync(response);
    }

    /// <summary>Sends bytes as they are and reads the whole answer; for requests that no HTTP client would send.</summary>
    public async Task<string> SendRawAsync(byte[] request, bool endOfSending = false)
    {
        using var socket = new TcpClient();
        await socket.ConnectAsync(Address.Host, Address.Port);
        var stream = socket.GetStream();
        await stream.WriteAsync(request);
        if (endOfSending) socket.Client.Shutdown(SocketShutdown.Send);
        using var reader = new StreamReader(stream, Encoding.UTF8);
        try
        {
            return await reader.ReadToEndAsync().WaitAsync(TimeSpan.FromSeconds(30));
        }
        catch (IOException) when (endOfSending)
        {
            // A client that leaves in the middle of its body may as well be reset as answered.
            return "";
        }
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _app.StopAsync();
        await _app.DisposeAsync();
    }
}
