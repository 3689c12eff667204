namespace OrleansChat.Tests.Grains;

/// <summary>The contracts as they were released: lines that stand, and lines that were taken back and must stay free.</summary>
internal static class GoldenFile
{
    private const string Retired = "RETIRED ";

    /// <summary>What is wrong, in words; empty when the contracts are what the file says.</summary>
    public static List<string> Compare(IReadOnlyList<string> golden, IReadOnlyList<string> actual)
    {
        List<string> faults = [];
        var standing = golden.Where(static line => !IsRetired(line)).ToHashSet(StringComparer.Ordinal);
        foreach (var line in actual.Where(line => !standing.Contains(line))) faults.Add($"Not in the golden file: {line}");
        foreach (var line in standing.Except(actual)) faults.Add($"Gone or changed, and not marked {Retired.Trim()}: {line}");
        var free = golden.Where(IsRetired).Select(static line => ContractLines.KeyOf(line[Retired.Length..])).ToHashSet(StringComparer.Ordinal);
        foreach (var line in actual.Where(line => free.Contains(ContractLines.KeyOf(line)))) faults.Add($"Used again after it was retired: {line}");
        return faults;
    }

    /// <summary>The file after a deliberate change: what is gone stays, marked.</summary>
    public static IEnumerable<string> Renew(IReadOnlyList<string> golden, IReadOnlyList<string> actual) =>
        golden.Where(IsRetired)
            .Concat(golden.Where(line => !IsRetired(line) && !actual.Contains(line)).Select(static line => Retired + line))
            .Concat(actual)
            .OrderBy(static line => IsRetired(line) ? line[Retired.Length..] : line, StringComparer.Ordinal);

    private static bool IsRetired(string line) => line.StartsWith(Retired, StringComparison.Ordinal);
}
