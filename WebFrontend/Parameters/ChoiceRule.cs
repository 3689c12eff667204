using System.Diagnostics.CodeAnalysis;

namespace OrleansChat.Parameters;

/// <summary>One of some texts.</summary>
internal sealed record ChoiceRule(string Name, string Label, string[] Allowed) : ParameterRule(Name, Label)
{
    /// <inheritdoc/>
    protected override bool TryConvert(FieldValue field, out ParameterValue value, [NotNullWhen(false)] out string? refusal)
    {
        var text = field.AsText();
        value = new ParameterValue { Text = text };
        refusal = Allowed.AsSpan().Contains(text) ? null : ParameterTexts.NotIn(Label, text, Allowed);
        return refusal is null;
    }
}
