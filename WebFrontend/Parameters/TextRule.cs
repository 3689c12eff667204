using System.Diagnostics.CodeAnalysis;

namespace OrleansChat.Parameters;

/// <summary>A text; lengths count code points, nothing is trimmed.</summary>
internal sealed record TextRule(string Name, string Label, int Min, long Max) : ParameterRule(Name, Label)
{
    /// <summary>Whether a text is neither too short nor too long.</summary>
    public bool Fits(string text) => CodePoints(text) is var length && length >= Min && length <= Max;

    /// <inheritdoc/>
    protected override bool TryConvert(FieldValue field, out ParameterValue value, [NotNullWhen(false)] out string? refusal)
    {
        var text = field.AsText();
        value = new ParameterValue { Text = text };
        refusal = Fits(text) ? null : ParameterTexts.Length(Label, Min, Max);
        return refusal is null;
    }

    private static int CodePoints(string text)
    {
        var count = text.Length;
        for (var i = 1; i < text.Length; i++)
        {
            if (char.IsSurrogatePair(text[i - 1], text[i])) count--;
        }

        return count;
    }
}
