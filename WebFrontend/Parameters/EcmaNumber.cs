using System.Globalization;

namespace OrleansChat.Parameters;

/// <summary>Writes numbers as JavaScript does, so that a number given for a text becomes the same text as on the reference server.</summary>
internal static class EcmaNumber
{
    /// <summary>The text of <c>String(value)</c>.</summary>
    public static string Format(double value)
    {
        if (double.IsNaN(value)) return "NaN";
        if (double.IsInfinity(value)) return value > 0 ? "Infinity" : "-Infinity";
        if (value == 0) return "0";
        if (Math.Abs(value) < 1L << 53 && Math.Truncate(value) == value) return ((long)value).ToString(CultureInfo.InvariantCulture);

        // "R" gives the shortest digits that read back; only their layout differs from ECMAScript's.
        var (sign, digits, pointAt) = Split(value.ToString("R", CultureInfo.InvariantCulture));
        return sign + Lay(digits, pointAt);
    }

    private static (string Sign, string Digits, int PointAt) Split(string text)
    {
        var sign = text[0] == '-' ? "-" : "";
        text = text[sign.Length..];
        var exponent = 0;
        var e = text.IndexOf('E', StringComparison.Ordinal);
        if (e >= 0)
        {
            exponent = int.Parse(text.AsSpan(e + 1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
            text = text[..e];
        }

        var point = text.IndexOf('.', StringComparison.Ordinal);
        var digits = point < 0 ? text : text.Remove(point, 1);
        var pointAt = (point < 0 ? text.Length : point) + exponent;
        var leading = digits.Length - digits.TrimStart('0').Length;
        return (sign, digits[leading..].TrimEnd('0'), pointAt - leading);
    }

    // ECMA-262 6.1.6.1.20: the value is 0.digits times ten to the power of pointAt.
    private static string Lay(string digits, int pointAt)
    {
        if (pointAt is > 0 and <= 21)
            return pointAt >= digits.Length ? digits.PadRight(pointAt, '0') : $"{digits[..pointAt]}.{digits[pointAt..]}";
        if (pointAt is > -6 and <= 0)
            return $"0.{new string('0', -pointAt)}{digits}";
        var exponent = pointAt - 1;
        var mantissa = digits.Length == 1 ? digits : $"{digits[0]}.{digits[1..]}";
        return $"{mantissa}e{(exponent < 0 ? "-" : "+")}{Math.Abs(exponent)}";
    }
}
