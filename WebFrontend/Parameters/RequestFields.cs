using System.Text;
using System.Text.Json;
using System.Text.Unicode;
using Microsoft.Extensions.Options;
using OrleansChat.Hosting;
using OrleansChat.Http;

namespace OrleansChat.Parameters;

/// <summary>The fields of one request: path over body over query (contract.md 1.5). Read once, however many ask.</summary>
internal sealed class RequestFields
{
    /// <summary>How deep a JSON body may nest.</summary>
    public const int DepthMax = 64;

    private static readonly JsonDocumentOptions JsonOptions = new() { MaxDepth = DepthMax };

    private readonly Dictionary<string, FieldValue> _fields = new(StringComparer.Ordinal);

    private RequestFields(ChatResult? refusal) => Refusal = refusal;

    /// <summary>The answer to give when the body could not be read; there are no fields then.</summary>
    public ChatResult? Refusal { get; private set; }

    /// <summary>Reads the fields of a request, the body included unless the method has none.</summary>
    public static async ValueTask<RequestFields> ReadAsync(HttpContext context)
    {
        if (context.Features.Get<RequestFields>() is { } known) return known;
        var fields = new RequestFields(null);
        fields.AddQuery(context.Request.Query);
        if (!HttpMethods.IsGet(context.Request.Method) && !HttpMethods.IsHead(context.Request.Method))
            fields.Refusal = await fields.AddBodyAsync(context);
        fields.AddPath(context.Request.RouteValues);
        context.Features.Set(fields);
        return fields;
    }

    /// <summary>A field; not sent when nobody sent it.</summary>
    public FieldValue Find(string name) => _fields.GetValueOrDefault(name);

    private void AddQuery(IQueryCollection query)
    {
        foreach (var (name, values) in query)
            _fields[name] = new FieldValue(values.Count == 0 ? "" : values[^1] ?? "");
    }

    private void AddPath(RouteValueDictionary path)
    {
        foreach (var (name, value) in path)
        {
            if (value is string text) _fields[name] = new FieldValue(text);
        }
    }

    private async Task<ChatResult?> AddBodyAsync(HttpContext context)
    {
        var kind = RequestBody.KindOf(context.Request);
        if (kind == RequestBodyKind.Multipart) return null;

        var bytesMax = context.RequestServices.GetRequiredService<IOptions<LimitsOptions>>().Value.BodyBytesMax;
        if (await RequestBody.ReadAsync(context.Request, bytesMax, context.RequestAborted) is not { } body)
            return ChatResults.Fail(ChatTexts.BodyTooLarge, StatusCodes.Status413PayloadTooLarge);
        if (body.IsEmpty) return null;

        switch (kind)
        {
            case RequestBodyKind.Form:
                AddForm(Encoding.UTF8.GetString(body.Span));
                return null;
            case RequestBodyKind.Json or RequestBodyKind.Unnamed:
                return AddJson(context, body) ? null : ChatResults.Fail(ChatTexts.BadJson);
            default:
                return ChatResults.Fail(ChatTexts.UnsupportedBody, StatusCodes.Status415UnsupportedMediaType);
        }
    }

    private bool AddJson(HttpContext context, ReadOnlyMemory<byte> body)
    {
        body = WithoutByteOrderMark(body);
        // The parser looks at structure only; a string of bad bytes would fail later, at whoever reads it.
        if (!Utf8.IsValid(body.Span)) return false;
        if (body.Span.Trim(" \t\r\n"u8).IsEmpty) return true;

        JsonDocument document;
        try
        {
            document = JsonDocument.Parse(body, JsonOptions);
        }
        catch (JsonException)
        {
            return false;
        }

        context.Response.RegisterForDispose(document);
        if (document.RootElement.ValueKind == JsonValueKind.Array) return true;   // has no named fields, as on the reference server
        if (document.RootElement.ValueKind != JsonValueKind.Object) return false;
        foreach (var property in document.RootElement.EnumerateObject())
            _fields[JsonStrings.Name(property)] = new FieldValue(property.Value);
        return true;
    }

    private void AddForm(string body)
    {
        foreach (var pair in body.AsSpan().Split('&'))
        {
            var (name, value) = SplitPair(body[pair]);
            if (name.Length > 0) _fields[name] = new FieldValue(value);
        }
    }

    private static (string Name, string Value) SplitPair(string pair)
    {
        var at = pair.IndexOf('=', StringComparison.Ordinal);
        return at < 0 ? (Decode(pair), "") : (Decode(pair[..at]), Decode(pair[(at + 1)..]));
    }

    // Bad percent sequences and bytes that are no UTF-8 become U+FFFD or stay as they are; nothing throws.
    private static string Decode(string text) => System.Net.WebUtility.UrlDecode(text);

    private static ReadOnlyMemory<byte> WithoutByteOrderMark(ReadOnlyMemory<byte> body) =>
        body.Span.StartsWith("\uFEFF"u8) ? body[3..] : body;
}
