using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json;

namespace OrleansChat.Parameters;

/// <summary>A list: a JSON array, the text of one, or texts separated by commas.</summary>
internal sealed record ArrayRule(string Name, string Label) : ParameterRule(Name, Label)
{
    /// <inheritdoc/>
    protected override bool TryConvert(FieldValue field, out ParameterValue value, [NotNullWhen(false)] out string? refusal)
    {
        refusal = null;
        value = default;
        if (field.Structure is { ValueKind: JsonValueKind.Array } array)
            value = new ParameterValue { Items = ItemsOf(array) };
        else if (field.IsWord || field.Structure is not null)
            refusal = ParameterTexts.NotAnArray(Label, field.AsText());
        else
            value = new ParameterValue { Items = ItemsOf(field.AsText()) };
        return refusal is null;
    }

    private static ImmutableArray<string> ItemsOf(JsonElement array) =>
        [.. array.EnumerateArray().Select(item => new FieldValue(item).AsText())];

    private static ImmutableArray<string> ItemsOf(string text)
    {
        if (text.AsSpan().TrimStart().StartsWith("["))
        {
            try
            {
                using var document = JsonDocument.Parse(text, new JsonDocumentOptions { MaxDepth = RequestFields.DepthMax });
                return ItemsOf(document.RootElement);
            }
            catch (JsonException)
            {
                // Then it is what it looks like: texts separated by commas.
            }
        }

        return [.. text.Split(',')];
    }
}
