namespace OrleansChat.Parameters;

/// <summary>The sentences of contract.md 1.5, which clients show as they stand.</summary>
internal static class ParameterTexts
{
    /// <summary>The upper bound that is printed when a text has none.</summary>
    public const long TextLengthUnbounded = 10_000_000;

    /// <summary>The bound that is printed when a number has none.</summary>
    public const long NumberUnbounded = 10_000_000_000_000_000;

    /// <summary>A required field is missing.</summary>
    public static string Missing(string label) => $"{label}不能为空";

    /// <summary>A text is too short or too long.</summary>
    public static string Length(string label, long min, long max) => Range($"{label} 的长度", min, max);

    /// <summary>A number is too small or too large.</summary>
    public static string Number(string label, long min, long max) => Range($"{label} 的数值", min, max);

    /// <summary>A value is no integer.</summary>
    public static string NotAnInteger(string label, string value) => $"{label} 的值 `{Shown(value)}` 的类型不是 `int`";

    /// <summary>A value is none of those allowed.</summary>
    public static string NotIn(string label, string value, IEnumerable<string> allowed) =>
        $"{label} 的值 `{Shown(value)}` 必须在 [`{string.Join("`、`", allowed)}`] 中";

    /// <summary>A value is no list.</summary>
    public static string NotAnArray(string label, string value) => $"{label} 的值 `{Shown(value)}` 与指定结构 (`{{\"type\":\"array\"}}`) 冲突";

    // The reference's locale writes the bounds differently when one of them is 0.
    private static string Range(string what, long min, long max) => min != 0 && max != 0
        ? $"{what} 必须 在 {min} 和 {max} 之间"
        : $"{what} 必须 大于等于 `{min}` 小于等于 `{max}`";

    // A refusal repeats what was sent; 200 characters of it are enough for a toast.
    private static string Shown(string value) => value.Length <= 200 ? value : string.Concat(value.AsSpan(0, char.IsHighSurrogate(value[199]) ? 199 : 200), "…");
}
