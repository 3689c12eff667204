using System.Globalization;
using System.Text;
using System.Text.Json;

namespace OrleansChat.Parameters;

/// <summary>
/// Writes a JSON value again as <c>JSON.stringify</c> does: no blanks, only quotes, backslashes and control characters escaped,
/// of repeated names the last. Recursion is bounded by <see cref="RequestFields.DepthMax"/>, which the parser enforces.
/// </summary>
internal static class CompactJson
{
    /// <summary>The compact text of a value.</summary>
    public static string Write(JsonElement element)
    {
        var text = new StringBuilder();
        Append(text, element);
        return text.ToString();
    }

    /// <summary>A text as a JSON string with its quotes.</summary>
    public static string Quote(string value)
    {
        var text = new StringBuilder(value.Length + 2);
        AppendString(text, value);
        return text.ToString();
    }

    private static void Append(StringBuilder text, JsonElement element)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object: AppendObject(text, element); break;
            case JsonValueKind.Array: AppendArray(text, element); break;
            case JsonValueKind.String: AppendString(text, JsonStrings.Read(element)); break;
            case JsonValueKind.Number: AppendNumber(text, element.GetDouble()); break;
            case JsonValueKind.True: text.Append("true"); break;
            case JsonValueKind.False: text.Append("false"); break;
            default: text.Append("null"); break;
        }
    }

    private static void AppendObject(StringBuilder text, JsonElement element)
    {
        var members = new OrderedDictionary<string, JsonElement>(StringComparer.Ordinal);
        foreach (var property in element.EnumerateObject())
            members[JsonStrings.Name(property)] = property.Value;

        text.Append('{');
        var first = true;
        foreach (var (name, value) in members)
        {
            if (!first) text.Append(',');
            first = false;
            AppendString(text, name);
            text.Append(':');
            Append(text, value);
        }

        text.Append('}');
    }

    private static void AppendArray(StringBuilder text, JsonElement element)
    {
        text.Append('[');
        var first = true;
        foreach (var item in element.EnumerateArray())
        {
            if (!first) text.Append(',');
            first = false;
            Append(text, item);
        }

        text.Append(']');
    }

    // What does not fit a double is infinite to JavaScript, and JSON has no word for that.
    private static void AppendNumber(StringBuilder text, double value) =>
        text.Append(double.IsFinite(value) ? EcmaNumber.Format(value) : "null");

    private static void AppendString(StringBuilder text, string value)
    {
        text.Append('"');
        foreach (var c in value)
        {
            switch (c)
            {
                case '"': text.Append("\\\""); break;
                case '\\': text.Append("\\\\"); break;
                case '\b': text.Append("\\b"); break;
                case '\f': text.Append("\\f"); break;
                case '\n': text.Append("\\n"); break;
                case '\r': text.Append("\\r"); break;
                case '\t': text.Append("\\t"); break;
                case < ' ': text.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:x4}"); break;
                default: text.Append(c); break;
            }
        }

        text.Append('"');
    }
}
