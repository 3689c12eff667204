using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Logging;
using OrleansChat.Sockets.WebSockets;

namespace OrleansChat.Tests.Sockets.WebSockets;

/// <summary>A Kestrel host on loopback with an empty page at <c>/</c> and <see cref="EchoSession"/> at <c>/ws</c>, plain and over TLS.</summary>
public sealed class InteropHost : IAsyncLifetime
{
    private readonly ConcurrentDictionary<string, TaskCompletionSource<string>> _ends = new(StringComparer.Ordinal);
    private WebApplication? _app;
    private X509Certificate2? _certificate;

    /// <summary>Plain, HTTP/1.1.</summary>
    public int HttpPort { get; private set; }

    /// <summary>TLS, HTTP/1.1 and HTTP/2.</summary>
    public int HttpsPort { get; private set; }

    /// <summary>TLS, HTTP/1.1 only.</summary>
    public int Https1Port { get; private set; }

    /// <summary>By which a client knows the certificate that nobody else has signed.</summary>
    public string CertificateHash => _certificate!.GetCertHashString();

    public async ValueTask InitializeAsync()
    {
        _certificate = MakeCertificate();
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelHttpsConfiguration();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            // Tighter than the defaults, so that a socket to which a request's bounds still applied would show it soon.
            kestrel.Limits.MinRequestBodyDataRate = new MinDataRate(bytesPerSecond: 10_000, gracePeriod: TimeSpan.FromSeconds(1.1));
            kestrel.Limits.MaxRequestBodySize = 100_000;
            kestrel.Listen(IPAddress.Loopback, 0, o => o.Protocols = HttpProtocols.Http1);
            kestrel.Listen(IPAddress.Loopback, 0, o => Tls(o, HttpProtocols.Http1AndHttp2));
            kestrel.Listen(IPAddress.Loopback, 0, o => Tls(o, HttpProtocols.Http1));
        });

        _app = builder.Build();
        _app.Map("/ws", AnswerAsync);
        _app.MapGet("/", () => Results.Content("<!doctype html><title>interop</title>", "text/html"));
        await _app.StartAsync();
        var ports = _app.Urls.Select(url => new Uri(url).Port).ToArray();
        (HttpPort, HttpsPort, Https1Port) = (ports[0], ports[1], ports[2]);
    }

    /// <summary>How the connection ended that a client opened at <c>/ws?id=…</c>, as the server sees it.</summary>
    public Task<string> EndOfAsync(string id) => EndOf(id).Task.WaitAsync(TestDeadline.Generous);

    public async ValueTask DisposeAsync()
    {
        if (_app is not null) await _app.DisposeAsync();
        _certificate?.Dispose();
    }

    /// <summary>Sends a request byte by byte as written and returns the head of the answer.</summary>
    public async Task<string> SendRawAsync(string request)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, HttpPort);
        using var stream = client.GetStream();
        await stream.WriteAsync(System.Text.Encoding.ASCII.GetBytes(request.ReplaceLineEndings("\r\n")));
        using var reader = new StreamReader(stream);
        var head = new System.Text.StringBuilder();
        while (await reader.ReadLineAsync().WaitAsync(TestDeadline.Generous) is { Length: > 0 } line) head.AppendLine(line);
        return head.ToString();
    }

    private async Task AnswerAsync(HttpContext context)
    {
        if (await WebSocketHandshake.AcceptAsync(context) is not { } stream) return;
        await using var socket = new WebSocketConnection(stream, context.Abort, WebSocketLimits.Default, TimeProvider.System);
        await new EchoSession(socket, context.Request.Protocol).RunAsync();
        var end = await socket.Closed;
        EndOf(context.Request.Query["id"].ToString()).TrySetResult(end == WebSocketEnd.ProtocolError ? string.Create(CultureInfo.InvariantCulture, $"{end} {socket.ProtocolError}") : end.ToString());
    }

    private TaskCompletionSource<string> EndOf(string id) =>
        _ends.GetOrAdd(id, _ => new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously));

    private void Tls(ListenOptions listen, HttpProtocols protocols)
    {
        listen.Protocols = protocols;
        listen.UseHttps(_certificate!);
    }

    private static X509Certificate2 MakeCertificate()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName("localhost");
        names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        var now = DateTimeOffset.UtcNow;
        using var certificate = request.CreateSelfSigned(now.AddDays(-1), now.AddDays(1));
        return X509CertificateLoader.LoadPkcs12(certificate.Export(X509ContentType.Pkcs12), null);
    }
}
