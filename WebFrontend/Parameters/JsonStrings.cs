using System.Buffers.Text;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;

namespace OrleansChat.Parameters;

/// <summary>
/// Reads the strings of a JSON body as a JavaScript client meant them. A client that cuts a text inside an emoji sends half a
/// surrogate pair as <c>\ud83d</c>; the framework throws there, this reads U+FFFD, so that such a text is stored and not refused.
/// </summary>
internal static class JsonStrings
{
    /// <summary>The text of a JSON string.</summary>
    public static string Read(JsonElement element) => Unescape(JsonMarshal.GetRawUtf8Value(element)[1..^1]);

    /// <summary>The name of a member.</summary>
    public static string Name(JsonProperty property) => Unescape(JsonMarshal.GetRawUtf8PropertyName(property));

    private static string Unescape(ReadOnlySpan<byte> raw)
    {
        if (!raw.Contains((byte)'\\')) return Encoding.UTF8.GetString(raw);
        var text = new StringBuilder(raw.Length);
        while (!raw.IsEmpty)
        {
            var plain = raw.IndexOf((byte)'\\');
            if (plain < 0) plain = raw.Length;
            text.Append(Encoding.UTF8.GetString(raw[..plain]));
            raw = raw[plain..];
            if (!raw.IsEmpty) raw = raw[AppendEscape(text, raw)..];
        }

        return WithoutLoneSurrogates(text.ToString());
    }

    // The parser has already checked that every escape is complete.
    private static int AppendEscape(StringBuilder text, ReadOnlySpan<byte> raw)
    {
        switch (raw[1])
        {
            case (byte)'b': text.Append('\b'); return 2;
            case (byte)'f': text.Append('\f'); return 2;
            case (byte)'n': text.Append('\n'); return 2;
            case (byte)'r': text.Append('\r'); return 2;
            case (byte)'t': text.Append('\t'); return 2;
            case (byte)'u':
                text.Append((char)ushort.Parse(raw.Slice(2, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture));
                return 6;
            default: text.Append((char)raw[1]); return 2;
        }
    }

    private static string WithoutLoneSurrogates(string text)
    {
        var at = IndexOfLoneSurrogate(text);
        if (at < 0) return text;
        var clean = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
            clean.Append(rune);   // EnumerateRunes yields U+FFFD for a lone half
        return clean.ToString();
    }

    private static int IndexOfLoneSurrogate(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (!char.IsSurrogate(text[i])) continue;
            if (i + 1 >= text.Length || !char.IsSurrogatePair(text[i], text[i + 1])) return i;
            i++;
        }

        return -1;
    }
}
