namespace OrleansChat.Tests.Grains;

/// <summary>Reads the documentation of grain methods from their source.</summary>
internal static class Remarks
{
    private static readonly string[] s_inOrder = ["Callers:", "Calls:", "Order:", "idempotent", "Durable", "Errors:"];

    /// <summary>The methods of a source file that do not say who calls them, whom they call, what order holds, whether a repeat is harmless,
    /// what is durable when, and what can go wrong; in this order.</summary>
    public static IEnumerable<string> Faults(string source)
    {
        var lines = source.Split('\n').Select(static line => line.Trim()).ToArray();
        for (var i = 0; i < lines.Length; i++)
        {
            if (!lines[i].StartsWith("[Alias(", StringComparison.Ordinal) || !lines[i].Contains("Task", StringComparison.Ordinal)) continue;
            var start = i;
            while (start > 0 && lines[start - 1].StartsWith("///", StringComparison.Ordinal)) start--;
            if (MissingIn(string.Join(' ', lines[start..i])) is { } missing) yield return $"'{missing}' is missing or out of order above: {lines[i]}";
        }
    }

    private static string? MissingIn(string documentation)
    {
        var at = documentation.IndexOf("<remarks>", StringComparison.Ordinal);
        if (at < 0) return "<remarks>";
        foreach (var remark in s_inOrder)
        {
            at = documentation.IndexOf(remark, at, StringComparison.OrdinalIgnoreCase);
            if (at < 0) return remark;
        }

        return null;
    }
}
