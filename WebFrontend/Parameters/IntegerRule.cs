using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using OrleansChat.Users;

namespace OrleansChat.Parameters;

/// <summary>An integer within bounds, or one of some; a JSON number or a text of digits.</summary>
internal sealed record IntegerRule(string Name, string Label, long Min, long Max, long[]? Allowed = null) : ParameterRule(Name, Label)
{
    /// <inheritdoc/>
    protected override bool TryConvert(FieldValue field, out ParameterValue value, [NotNullWhen(false)] out string? refusal)
    {
        var text = field.AsText();
        value = default;
        refusal = null;
        if (field.IsWord || !IsInteger(text))
            refusal = ParameterTexts.NotAnInteger(Label, text);
        // What long cannot hold is out of every range. 2^53 itself is refused too: 2^53 + 1 sent as a JSON number looks the same.
        else if (!long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            || number < Min || number > Max || Math.Abs(number) >= UserId.ValueMax)
            refusal = ParameterTexts.Number(Label, Min, Max);
        else if (Allowed is not null && !Allowed.AsSpan().Contains(number))
            refusal = ParameterTexts.NotIn(Label, text, Allowed.Select(allowed => allowed.ToString()));
        else
            value = new ParameterValue { Text = text, Number = number };
        return refusal is null;
    }

    // A sign and digits; leading zeros are allowed, blanks, fractions and exponents are not.
    private static bool IsInteger(string text)
    {
        var digits = text.AsSpan(text.Length > 0 && text[0] is '+' or '-' ? 1 : 0);
        return !digits.IsEmpty && !digits.ContainsAnyExceptInRange('0', '9');
    }
}
