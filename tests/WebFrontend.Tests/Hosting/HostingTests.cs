using System.Diagnostics.Metrics;
using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using OrleansChat.Hosting;
using OrleansChat.Tests.Fakes;

namespace OrleansChat.Tests.Hosting;

public sealed class HostingTests
{
    [Fact]
    public async Task Any_origin_may_call_with_the_clients_headers()
    {
        await using var server = await FrontendServer.StartAsync();
        using var preflight = new HttpRequestMessage(HttpMethod.Options, "/api/chat/userset");
        preflight.Headers.Add("Origin", "http://localhost:8081");
        preflight.Headers.Add("Access-Control-Request-Method", "POST");
        preflight.Headers.Add("Access-Control-Request-Headers", "content-type,token,x-security-sign");
        using var allowed = await server.Client.SendAsync(preflight);
        Assert.Equal(HttpStatusCode.NoContent, allowed.StatusCode);
        Assert.Equal("*", allowed.Headers.GetValues("Access-Control-Allow-Origin").Single());
        Assert.Contains("POST", string.Join(",", allowed.Headers.GetValues("Access-Control-Allow-Methods")), StringComparison.Ordinal);
        Assert.Equal("token,x-security-sign,content-type", string.Join(",", allowed.Headers.GetValues("Access-Control-Allow-Headers")));
        Assert.Equal("7200", allowed.Headers.GetValues("Access-Control-Max-Age").Single());

        // Refusals too: a page that may not read them shows nothing.
        foreach (var path in (string[])["/api/chat/userset", "/api/loginChat", "/nowhere"])
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new StringContent("{") };
            request.Headers.Add("Origin", "http://localhost:8081");
            using var refused = await server.Client.SendAsync(request);
            Assert.Equal("*", refused.Headers.GetValues("Access-Control-Allow-Origin").Single());
        }
    }

    [Fact]
    public async Task Health_and_readiness()
    {
        var check = new SwitchCheck();
        await using var server = await FrontendServer.StartAsync(services => services.AddSingleton<IReadinessCheck>(check), null);
        (await server.SendAsync(HttpMethod.Get, "/healthz")).IsOk();
        (await server.SendAsync(HttpMethod.Get, "/readyz")).IsRefusal(503, "switch: not ready");
        check.IsOn = true;
        (await server.SendAsync(HttpMethod.Get, "/readyz")).IsOk();
        check.IsBroken = true;
        (await server.SendAsync(HttpMethod.Get, "/readyz")).IsRefusal(503, "switch: not ready");
    }

    [Fact]
    public void The_address_is_7001_unless_somebody_says_otherwise()
    {
        Assert.Equal("http://localhost:7001", ChatServerBuilder.Create([]).WebHost.GetSetting("urls"));
        Assert.Equal("http://*:9", ChatServerBuilder.Create(["--urls=http://*:9"]).WebHost.GetSetting("urls"));
        Assert.Null(ChatServerBuilder.Create(["--Kestrel:Endpoints:A:Url=http://*:9"]).WebHost.GetSetting("urls"));
        Assert.Null(ChatServerBuilder.Create(["--http_ports=9"]).WebHost.GetSetting("urls"));
    }

    [Fact]
    public void Defaults_are_built_in_and_can_be_overridden()
    {
        Assert.Equal("simple", ChatServerBuilder.Create([]).Configuration["Logging:Console:FormatterName"]);
        Assert.Equal("json", ChatServerBuilder.Create(["--Logging:Console:FormatterName=json"]).Configuration["Logging:Console:FormatterName"]);
    }

    [Fact]
    public async Task A_stop_takes_ten_seconds_at_most()
    {
        await using var server = await FrontendServer.StartAsync();
        Assert.Equal(TimeSpan.FromSeconds(10), server.Services.GetRequiredService<IOptions<HostOptions>>().Value.ShutdownTimeout);
    }

    [Fact]
    public async Task Requests_are_counted_by_outcome()
    {
        await using var server = await FrontendServer.StartAsync();
        var outcomes = new List<string>();
        using var listener = new MeterListener();
        listener.InstrumentPublished = (instrument, self) =>
        {
            if (instrument.Name == "chat.http.requests" && ReferenceEquals(instrument.Meter.Scope, server.Services.GetService<IMeterFactory>()))
                self.EnableMeasurementEvents(instrument);
        };
        listener.SetMeasurementEventCallback<long>((_, _, tags, _) =>
        {
            lock (outcomes) outcomes.Add((string)tags[0].Value!);
        });
        listener.Start();
        await server.SendAsync(HttpMethod.Get, "/healthz");
        await server.SendAsync(HttpMethod.Get, "/nowhere");
        await server.PostAsync("/api/loginChat", "{}");
        // The count follows the answer; the next request on the same connection follows the count.
        await server.SendAsync(HttpMethod.Get, "/healthz");
        lock (outcomes) Assert.Equal(["ok", "refused", "invalid"], outcomes.Take(3));
    }

    private sealed class SwitchCheck : IReadinessCheck
    {
        public bool IsOn { get; set; }

        public bool IsBroken { get; set; }

        public string Name => "switch";

        public ValueTask<bool> IsReadyAsync(CancellationToken cancellationToken) =>
            IsBroken ? throw new InvalidOperationException() : ValueTask.FromResult(IsOn);
    }
}
