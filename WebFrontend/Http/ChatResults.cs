using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace OrleansChat.Http;

/// <summary>Makes the answers of all endpoints.</summary>
internal static class ChatResults
{
    private static readonly ChatResult PlainOk = Ok("ok");

    /// <summary>Status 200, <c>data</c> = <c>ok</c>, which some pages of the client compare strictly.</summary>
    public static ChatResult Ok() => PlainOk;

    /// <summary>Status 200 with a text.</summary>
    public static ChatResult Ok(string data) => new(StatusCodes.Status200OK, writer => writer.WriteStringValue(data));

    /// <summary>Status 200 with a truth value.</summary>
    public static ChatResult Ok(bool data) => new(StatusCodes.Status200OK, writer => writer.WriteBooleanValue(data));

    /// <summary>Status 200 with <c>null</c>.</summary>
    public static ChatResult OkNull() => new(StatusCodes.Status200OK, static writer => writer.WriteNullValue());

    /// <summary>Status 200 with an object of a source-generated type.</summary>
    public static ChatResult Ok<T>(T data, JsonTypeInfo<T> type) =>
        new(StatusCodes.Status200OK, writer => JsonSerializer.Serialize(writer, data, type));

    /// <summary>Status 200 with JSON that a grain has made ready; it is not parsed again.</summary>
    public static ChatResult OkRaw(byte[] json) =>
        new(StatusCodes.Status200OK, writer => writer.WriteRawValue(json, skipInputValidation: true));

    /// <summary>A refusal; the client shows <paramref name="text"/>.</summary>
    public static ChatResult Fail(string text, int status = StatusCodes.Status400BadRequest) =>
        new(status, writer => writer.WriteStringValue(text));

    /// <summary>A grain's refusal.</summary>
    public static ChatResult Fail(ChatError error)
    {
        var (status, text) = ChatErrorTexts.For(error);
        return Fail(text, status);
    }
}
