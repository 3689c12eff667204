using System.Globalization;

namespace OrleansChat.Load.Runs;

/// <summary>The options of a command: <c>--name value</c> or <c>--name=value</c>. What nobody asks for is a typing error.</summary>
internal sealed class Arguments
{
    private readonly Dictionary<string, string> _values = new(StringComparer.Ordinal);
    private readonly HashSet<string> _asked = new(StringComparer.Ordinal);

    public Arguments(ReadOnlySpan<string> words)
    {
        for (var i = 0; i < words.Length; i++)
        {
            if (!words[i].StartsWith("--", StringComparison.Ordinal))
                throw new UsageException($"'{words[i]}' is no option.");
            var name = words[i][2..];
            if (name.Split('=', 2) is [var key, var value])
                _values[key] = value;
            else
                _values[name] = i + 1 < words.Length && !words[i + 1].StartsWith("--", StringComparison.Ordinal) ? words[++i] : "true";
        }
    }

    public string? Text(string name)
    {
        _asked.Add(name);
        return _values.GetValueOrDefault(name);
    }

    public bool Flag(string name) => Text(name) is "true";

    public int Int(string name, int otherwise, int min, int max) => (int)Number(name, otherwise, min, max);

    public double Number(string name, double otherwise, double min, double max) =>
        Text(name) is { } text ? Parse(name, text, min, max) : otherwise;

    /// <summary>Reads <c>3..6</c>, or one number for both ends.</summary>
    public (double Min, double Max) Range(string name, double min, double max)
    {
        if (Text(name) is not { } text)
            return (min, max);
        var ends = text.Split("..");
        var from = Parse(name, ends[0], 0.1, 3600);
        var to = Parse(name, ends[^1], from, 3600);
        return (from, to);
    }

    /// <summary>Called after the last question.</summary>
    public void RequireAllKnown()
    {
        var unknown = _values.Keys.Where(name => !_asked.Contains(name)).ToList();
        if (unknown.Count > 0)
            throw new UsageException($"Unknown option --{string.Join(", --", unknown)}.");
    }

    private static double Parse(string name, string text, double min, double max) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && number >= min && number <= max
            ? number
            : throw new UsageException($"--{name} takes a number from {min} to {max}, not '{text}'.");
}
