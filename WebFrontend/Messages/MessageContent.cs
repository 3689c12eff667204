using System.Text;
using System.Text.Json;
using OrleansChat.Parameters;

namespace OrleansChat.Messages;

/// <summary>
/// Brings the <c>data</c> field of a message into the shape of contract.md 4.3. The receiving page parses it without a check and
/// breaks on anything else ((b) 22), so this is the last place where it can be put right.
/// </summary>
internal static class MessageContent
{
    /// <summary>
    /// The content object as JSON text: an object with a string or number <c>data</c> as it came, any other text wrapped as plain text,
    /// null for an object of another shape.
    /// </summary>
    public static string? Normalise(string sent)
    {
        if (!sent.AsSpan().TrimStart().StartsWith("{")) return Wrap(sent);
        try
        {
            using var document = JsonDocument.Parse(sent, new JsonDocumentOptions { MaxDepth = RequestFields.DepthMax });
            return HasData(document.RootElement) ? CompactJson.Write(document.RootElement) : null;
        }
        catch (JsonException)
        {
            return Wrap(sent);   // somebody wrote a brace in a plain text
        }
    }

    /// <summary>The size that counts against the limit.</summary>
    public static int BytesOf(string content) => Encoding.UTF8.GetByteCount(content);

    private static bool HasData(JsonElement element) =>
        element.TryGetProperty("data", out var data) && data.ValueKind is JsonValueKind.String or JsonValueKind.Number;

    private static string Wrap(string text) => $$"""{"data":{{CompactJson.Quote(text)}},"dataType":false,"otherData":null}""";
}
