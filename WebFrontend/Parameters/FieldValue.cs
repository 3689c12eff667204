using System.Runtime.InteropServices;
using System.Text.Json;

namespace OrleansChat.Parameters;

/// <summary>A field as it was sent: a text of path, query or form, or any JSON value of a body.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct FieldValue
{
    private readonly string? _text;
    private readonly JsonElement _json;

    /// <summary>A field of path, query or form.</summary>
    public FieldValue(string text) => _text = text;

    /// <summary>A field of a JSON body.</summary>
    public FieldValue(JsonElement json) => _json = json;

    /// <summary>Whether it counts as sent: an empty text does not (contract.md 1.5).</summary>
    public bool IsSent => _text is null ? _json.ValueKind != JsonValueKind.Undefined && !IsEmptyJsonString : _text.Length > 0;

    /// <summary>The JSON array or object; null for everything that is one value.</summary>
    public JsonElement? Structure => _text is null && _json.ValueKind is JsonValueKind.Array or JsonValueKind.Object ? _json : null;

    /// <summary>Whether it is a JSON null.</summary>
    public bool IsNull => _text is null && _json.ValueKind == JsonValueKind.Null;

    /// <summary>Whether it is a JSON truth value or null.</summary>
    public bool IsWord => _text is null && _json.ValueKind is JsonValueKind.True or JsonValueKind.False or JsonValueKind.Null;

    private bool IsEmptyJsonString => _json.ValueKind == JsonValueKind.String && _json.ValueEquals(""u8);

    /// <summary>The field as text: a scalar as JavaScript writes it, an object or array as compact JSON.</summary>
    public string AsText()
    {
        if (_text is not null) return _text;
        return _json.ValueKind switch
        {
            JsonValueKind.String => JsonStrings.Read(_json),
            JsonValueKind.Number => EcmaNumber.Format(_json.GetDouble()),
            _ => CompactJson.Write(_json),
        };
    }
}
