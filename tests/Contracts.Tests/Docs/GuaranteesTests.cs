using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;

namespace OrleansChat.Tests.Docs;

/// <summary>A promise whose proof was renamed or removed is no promise.</summary>
public sealed partial class GuaranteesTests
{
    [Fact]
    public void Every_test_that_the_page_of_guarantees_names_exists()
    {
        var missing = Missing(File.ReadAllText(Path.Combine(Root(), "docs", "guarantees.md")), TestNames());
        Assert.Empty(missing);
    }

    [Fact]
    public void Every_row_of_promises_names_a_proof()
    {
        var bare = File.ReadAllLines(Path.Combine(Root(), "docs", "guarantees.md"))
            .TakeWhile(line => !line.StartsWith("## The kill run", StringComparison.Ordinal))
            .Where(line => line.StartsWith('|') && !line.StartsWith("|-", StringComparison.Ordinal) && !line.StartsWith("| promise", StringComparison.Ordinal) && !line.StartsWith("| bound", StringComparison.Ordinal))
            .Where(line => !line.Split('|')[^2].Contains('`', StringComparison.Ordinal) && !line.Contains("kill run", StringComparison.Ordinal));
        Assert.Empty(bare);
    }

    [Fact]
    public void A_proof_that_is_not_there_is_found_out() =>
        Assert.Equal(["It_never_rains"], Missing("| dry | `It_never_rains`, `It_rains_now` |", ["It_rains_now"]));

    private static List<string> Missing(string page, HashSet<string> tests) =>
        Named().Matches(page).Select(match => match.Groups["name"].Value).Where(name => !tests.Contains(name)).Distinct().ToList();

    private static HashSet<string> TestNames() =>
        Directory.EnumerateFiles(Path.Combine(Root(), "tests"), "*.cs", SearchOption.AllDirectories)
            .Where(file => !file.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal))
            .SelectMany(file => Declared().Matches(File.ReadAllText(file)).Select(match => match.Groups["name"].Value))
            .ToHashSet(StringComparer.Ordinal);

    private static string Root([CallerFilePath] string here = "") => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "..", "..", ".."));

    // A test's name is a sentence, so it has two underscores at least; code names in the page have none.
    [GeneratedRegex("`(?<name>[A-Z][A-Za-z0-9]*(?:_[A-Za-z0-9]+){2,})`", RegexOptions.NonBacktracking)]
    private static partial Regex Named();

    [GeneratedRegex(@"public (?:async )?(?:Task|ValueTask|void) (?<name>[A-Za-z0-9_]+)\(", RegexOptions.NonBacktracking)]
    private static partial Regex Declared();
}
