using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace OrleansChat.Http;

/// <summary>An answer in the envelope of contract.md 1.3: <c>{"msg":…,"data":…}</c>.</summary>
internal sealed class ChatResult : IResult, IStatusCodeHttpResult
{
    /// <summary>Chinese stays readable; the answer is JSON for a client, never text inside a page.</summary>
    public static readonly JsonWriterOptions WriterOptions = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static readonly JsonEncodedText Msg = JsonEncodedText.Encode("msg");
    private static readonly JsonEncodedText Data = JsonEncodedText.Encode("data");

    private readonly Action<Utf8JsonWriter> _writeData;

    /// <summary>An answer whose payload is written by <paramref name="writeData"/>: exactly one JSON value.</summary>
    public ChatResult(int statusCode, Action<Utf8JsonWriter> writeData)
    {
        StatusCode = statusCode;
        _writeData = writeData;
    }

    /// <summary>The HTTP status; 200 means <c>msg</c> = <c>ok</c>, anything else <c>fail</c>.</summary>
    public int StatusCode { get; }

    int? IStatusCodeHttpResult.StatusCode => StatusCode;

    /// <inheritdoc/>
    public Task ExecuteAsync(HttpContext httpContext)
    {
        var body = ToBytes();
        var response = httpContext.Response;
        response.StatusCode = StatusCode;
        response.ContentType = "application/json; charset=utf-8";
        response.ContentLength = body.Length;
        return HttpMethods.IsHead(httpContext.Request.Method)
            ? Task.CompletedTask
            : response.Body.WriteAsync(body, httpContext.RequestAborted).AsTask();
    }

    private ReadOnlyMemory<byte> ToBytes()
    {
        var buffer = new ArrayBufferWriter<byte>(256);
        using (var writer = new Utf8JsonWriter(buffer, WriterOptions))
        {
            writer.WriteStartObject();
            writer.WriteString(Msg, StatusCode == StatusCodes.Status200OK ? "ok"u8 : "fail"u8);
            writer.WritePropertyName(Data);
            _writeData(writer);
            writer.WriteEndObject();
        }

        return buffer.WrittenMemory;
    }
}
