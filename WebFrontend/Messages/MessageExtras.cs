using System.Text;
using System.Text.Json;
using System.Text.Unicode;
using OrleansChat.Parameters;

namespace OrleansChat.Messages;

/// <summary>Decodes the <c>options</c> field of a message: URI-encoded JSON, or nothing (contract.md 6.6, (b) 23).</summary>
internal static class MessageExtras
{
    /// <summary>The options object as compact JSON; null for everything that is not one, as the reference does.</summary>
    public static string? Decode(string sent, int bytesMax)
    {
        if (sent.Length == 0 || PercentDecode(sent) is not { } text || Encoding.UTF8.GetByteCount(text) > bytesMax) return null;
        try
        {
            using var document = JsonDocument.Parse(text, new JsonDocumentOptions { MaxDepth = RequestFields.DepthMax });
            return document.RootElement.ValueKind == JsonValueKind.Object ? CompactJson.Write(document.RootElement) : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    // As decodeURIComponent: a percent sign without two hex digits, or bytes that are no UTF-8, fail the whole text.
    private static string? PercentDecode(string sent)
    {
        if (!sent.Contains('%', StringComparison.Ordinal)) return sent;
        var source = Encoding.UTF8.GetBytes(sent);
        var target = new byte[source.Length];
        var length = 0;
        for (var i = 0; i < source.Length; i++)
        {
            if (source[i] != (byte)'%')
            {
                target[length++] = source[i];
            }
            else
            {
                if (i + 2 >= source.Length || !char.IsAsciiHexDigit((char)source[i + 1]) || !char.IsAsciiHexDigit((char)source[i + 2])) return null;
                target[length++] = Convert.FromHexString(Encoding.ASCII.GetString(source, i + 1, 2))[0];
                i += 2;
            }
        }

        return Utf8.IsValid(target.AsSpan(0, length)) ? Encoding.UTF8.GetString(target, 0, length) : null;
    }
}
