using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace OrleansChat.Load.Clients;

/// <summary>The few HTTP calls a chatting client makes, with outcomes told apart as ok, refused and unknown.</summary>
internal sealed class ChatApi : IDisposable
{
    /// <summary>Longer than any answer of a healthy server, short enough that a killed one is retried within a run.</summary>
    public static readonly TimeSpan RequestTimeout = TimeSpan.FromSeconds(10);

    private const string UnlimitedChat =
        """{"chatset":{"visitor":{"sendCount":2,"needFollow":false},"user":{"sendCount":2,"needFollow":false}}}""";

    private static readonly MediaTypeHeaderValue JsonType = new("application/json") { CharSet = "utf-8" };

    private readonly HttpClient _http;

    public ChatApi(Uri url)
    {
        Address = url;
        _http = new HttpClient(new SocketsHttpHandler { UseProxy = false, UseCookies = false, ConnectTimeout = TimeSpan.FromSeconds(2) })
        {
            BaseAddress = url,
            Timeout = RequestTimeout,
        };
    }

    public Uri Address { get; }

    public async Task<Account> RegisterAsync(string username, CancellationToken cancellationToken)
    {
        var answer = await PostOkAsync("api/regChat", token: null, new JsonObject { ["username"] = username, ["password"] = "load-run" }, cancellationToken);
        var data = answer["data"]!;
        return new Account(data["id"]!.GetValue<long>(), username, data["token"]!.GetValue<string>());
    }

    /// <summary>Lets everyone write any number of messages, so that no quota hides what is measured.</summary>
    public async Task AllowAllMessagesAsync(Account account, CancellationToken cancellationToken) =>
        await PostOkAsync("api/chat/userset", account.Token, new JsonObject { ["userset"] = UnlimitedChat }, cancellationToken);

    /// <summary>The request every client posts when its socket opens. False when it failed: the client does not repeat it.</summary>
    public async Task<bool> ArmAsync(Account account, CancellationToken cancellationToken)
    {
        try
        {
            using var response = await PostAsync("api/chat/chatGetmessageOffLine", account.Token, [], cancellationToken);
            return response.IsSuccessStatusCode;
        }
        catch (Exception exception) when (IsTransport(exception) && !cancellationToken.IsCancellationRequested)
        {
            return false;
        }
    }

    /// <param name="patience">After this the client hangs up and does not know what became of its message.</param>
    public async Task<SendResult> SendAsync(
        Account from, long to, string clientKey, string payload, TimeSpan patience, CancellationToken cancellationToken)
    {
        using var hangUp = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        hangUp.CancelAfter(patience);
        try
        {
            using var response = await PostAsync("api/chat/socket/sendmessage", from.Token, MessageJson.Body(to, clientKey, payload), hangUp.Token);
            var bytes = await response.Content.ReadAsByteArrayAsync(hangUp.Token);
            return MessageJson.ReadAnswer((int)response.StatusCode, bytes);
        }
        catch (Exception exception) when (IsTransport(exception) && !cancellationToken.IsCancellationRequested)
        {
            return new SentUnknown(exception is HttpRequestException http ? $"{http.HttpRequestError}" : exception.GetType().Name);
        }
    }

    public async Task<bool> IsHealthyAsync(CancellationToken cancellationToken)
    {
        try
        {
            using var response = await _http.GetAsync("healthz", cancellationToken);
            return response.StatusCode == HttpStatusCode.OK;
        }
        catch (Exception exception) when (IsTransport(exception) && !cancellationToken.IsCancellationRequested)
        {
            return false;
        }
    }

    public void Dispose() => _http.Dispose();

    private async Task<JsonNode> PostOkAsync(string path, string? token, JsonObject body, CancellationToken cancellationToken)
    {
        using var response = await PostAsync(path, token, System.Text.Encoding.UTF8.GetBytes(body.ToJsonString()), cancellationToken);
        var text = await response.Content.ReadAsStringAsync(cancellationToken);
        var answer = response.IsSuccessStatusCode ? JsonNode.Parse(text) : null;
        return answer?["msg"]?.GetValue<string>() == "ok"
            ? answer
            : throw new InvalidOperationException($"POST {path} answered {(int)response.StatusCode}: {text[..Math.Min(text.Length, 200)]}");
    }

    private async Task<HttpResponseMessage> PostAsync(string path, string? token, byte[] body, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path);
        if (token is not null)
            request.Headers.Add("token", token);
        request.Content = new ByteArrayContent(body.Length == 0 ? "{}"u8.ToArray() : body);
        request.Content.Headers.ContentType = JsonType;
        return await _http.SendAsync(request, cancellationToken);
    }

    private static bool IsTransport(Exception exception) =>
        exception is HttpRequestException or OperationCanceledException or IOException or JsonException;
}
