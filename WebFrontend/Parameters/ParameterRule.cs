using System.Diagnostics.CodeAnalysis;

namespace OrleansChat.Parameters;

/// <summary>
/// What one field must be. The order of judgement is the reference's: not sent and required refuses; not sent and optional takes the
/// default; sent and wrong takes the default silently when there is one, and refuses otherwise.
/// </summary>
internal abstract record ParameterRule(string Name, string Label)
{
    /// <summary>Whether the field must be sent.</summary>
    public bool IsRequired { get; private init; } = true;

    /// <summary>What stands in for a field that is not sent, or sent and wrong; null when nothing does.</summary>
    public ParameterValue? Default { get; private init; }

    /// <summary>A text of <paramref name="min"/> to <paramref name="max"/> code points.</summary>
    public static ParameterRule String(string name, string label, int min = 1, long max = ParameterTexts.TextLengthUnbounded) =>
        new TextRule(name, label, min, max);

    /// <summary>An integer.</summary>
    public static ParameterRule Int(string name, string label, long min, long max = ParameterTexts.NumberUnbounded) =>
        new IntegerRule(name, label, min, max);

    /// <summary>A user's, group's or row's number: from 1, and exact in JavaScript (contract.md 1.4).</summary>
    public static ParameterRule Id(string name, string label) => new IntegerRule(name, label, 1, ParameterTexts.NumberUnbounded);

    /// <summary>One of some texts.</summary>
    public static ParameterRule Choice(string name, string label, params string[] allowed) => new ChoiceRule(name, label, allowed);

    /// <summary>One of some integers.</summary>
    public static ParameterRule IntChoice(string name, string label, params long[] allowed) =>
        new IntegerRule(name, label, -ParameterTexts.NumberUnbounded, ParameterTexts.NumberUnbounded, allowed);

    /// <summary>A JSON array, or texts separated by commas.</summary>
    public static ParameterRule Array(string name, string label) => new ArrayRule(name, label);

    /// <summary>Whether a JSON null counts as not sent. The reference reads null as the text <c>null</c>; our own fields do not.</summary>
    public bool IsNullAbsent { get; private init; }

    /// <summary>A field of our own: may be absent or null; sent and wrong is still refused.</summary>
    public ParameterRule Optional() => this with { IsRequired = false, IsNullAbsent = true };

    /// <summary>May be absent or wrong: the text stands in.</summary>
    public ParameterRule OrDefault(string text) => this with { IsRequired = false, Default = new ParameterValue { Text = text } };

    /// <summary>May be absent or wrong: the number stands in.</summary>
    public ParameterRule OrDefault(long number) =>
        this with { IsRequired = false, Default = new ParameterValue { Text = number.ToString(), Number = number } };

    /// <summary>Judges what was sent. False with the text to show; true with the value, or with null when there is none.</summary>
    public bool TryApply(FieldValue field, out ParameterValue? value, [NotNullWhen(false)] out string? refusal)
    {
        refusal = null;
        value = Default;
        if (!field.IsSent || (IsNullAbsent && field.IsNull))
        {
            if (IsRequired) refusal = ParameterTexts.Missing(Label);
        }
        else if (TryConvert(field, out var converted, out var wrong))
        {
            value = converted;
        }
        else if (Default is null)
        {
            refusal = wrong;
        }

        return refusal is null;
    }

    /// <summary>Converts a field that was sent.</summary>
    protected abstract bool TryConvert(FieldValue field, out ParameterValue value, [NotNullWhen(false)] out string? refusal);
}
