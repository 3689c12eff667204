using System.Text.RegularExpressions;

namespace OrleansChat.Tests.Tree;

/// <summary>What this tree does not want in a source file. Patterns are put together from halves, so that this file passes its own rules.</summary>
internal static class Tidy
{
    private const int ProductLinesMax = 400;

    private static readonly string[] s_product = ["Grains/", "Grains.Interfaces/", "Orleans.Embedded/", "Silo/", "WebFrontend/"];

    private static readonly Rule[] s_rules =
    [
        new("split the file instead of folding it", @"^\s*#" + "region", static _ => true),
        new("write an issue instead", @"\bTO" + @"DO\b", static _ => true),
        new("grain code has no conditional compilation: what differs stands in X.Embedded.cs and X.Orleans.cs", @"^\s*#" + "if", IsGrainCode),
        new("take the time from TimeProvider", @"\bDateTime(Offset)?\.(Utc)?" + @"Now\b", IsGrainCode),
        new("interleaving is chosen method by method", @"\[(\w+,\s*)*Re" + @"entrant\b", static path => !IsBelow(path, "Orleans.Embedded/")),
    ];

    private static readonly Regex s_wait = NewRegex(@"\b(Thread\.Sl" + @"eep|Task\.De" + @"lay)\(");

    // A clock of the test's own passes no real time, and what waits for ever waits for its end.
    private static readonly Regex s_noRealTime = NewRegex(@",\s*[\w.]*[cC]lock\b|Timeout\.Infinite");

    // Programs, not tests: a load generator keeps a pace and a benchmark a duration.
    private static readonly string[] s_programs = ["tests/Load/", "tests/Benchmarks/"];

    /// <summary>The faults of one file; a path is relative to the root, with forward slashes.</summary>
    public static IEnumerable<string> Faults(string path, string source)
    {
        var lines = source.TrimEnd('\n').Split('\n');
        if (lines.Length > ProductLinesMax && s_product.Any(folder => IsBelow(path, folder)))
        {
            yield return $"{path}: {lines.Length} lines, at most {ProductLinesMax}: split by concern";
        }

        for (var i = 0; i < lines.Length; i++)
        {
            foreach (var rule in s_rules.Where(rule => rule.AppliesTo(path) && rule.Pattern.IsMatch(lines[i]))) yield return $"{path}:{i + 1}: {rule.Why}: {lines[i].Trim()}";
        }
    }

    /// <summary>Waits of a fixed time in tests: each needs its reason beside it, on the line or right above.</summary>
    public static IEnumerable<string> Waits(string path, string source)
    {
        if (!IsBelow(path, "tests/") || s_programs.Any(folder => IsBelow(path, folder))) yield break;
        var lines = source.Split('\n');
        for (var i = 0; i < lines.Length; i++)
        {
            if (!s_wait.IsMatch(lines[i]) || s_noRealTime.IsMatch(lines[i]) || IsComment(lines[i]) || HasReason(lines, i)) continue;
            yield return $"{path}:{i + 1}: wait for a signal, or give the reason for waiting: {lines[i].Trim()}";
        }
    }

    private static bool HasReason(string[] lines, int line) =>
        lines[line].Contains("// ", StringComparison.Ordinal) || (line > 0 && IsComment(lines[line - 1]));

    private static bool IsComment(string line) => line.TrimStart().StartsWith("//", StringComparison.Ordinal);

    private static bool IsGrainCode(string path) => IsBelow(path, "Grains/") || IsBelow(path, "Grains.Interfaces/");

    private static bool IsBelow(string path, string folder) => path.StartsWith(folder, StringComparison.Ordinal);

    private static Regex NewRegex(string pattern) => new(pattern, RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1));

    private sealed record Rule(string Why, string Expression, Func<string, bool> AppliesTo)
    {
        public Regex Pattern { get; } = NewRegex(Expression);
    }
}
