using System.Text.RegularExpressions;

namespace OrleansChat.Tests.Grains;

/// <summary>Which grain calls which, read from the sources.</summary>
internal sealed partial class CallGraph
{
    private readonly SortedDictionary<string, SortedSet<string>> _calls = new(StringComparer.Ordinal);

    public CallGraph(IEnumerable<(string Path, string Source)> files)
    {
        var sources = files.ToList();
        Dictionary<string, string> interfaces = new(StringComparer.Ordinal);
        foreach (var (_, source) in sources)
        {
            foreach (Match match in GrainClass().Matches(source)) interfaces[match.Groups["class"].Value] = match.Groups["interface"].Value;
        }

        foreach (var (path, source) in sources) Read(path, source, interfaces);
    }

    /// <summary>Calls that belong to no grain: a part of a grain that reaches for others hides an edge of the graph.</summary>
    public List<string> Strays { get; } = [];

    public IReadOnlyDictionary<string, SortedSet<string>> Calls => _calls;

    /// <summary>A chain of calls that leads back to its start; null when there is none.</summary>
    public string? Cycle => _calls.Keys.Select(start => Find(start, [start])).FirstOrDefault(static cycle => cycle is not null);

    private void Read(string path, string source, Dictionary<string, string> interfaces)
    {
        var called = Call().Matches(source).Select(static match => match.Groups["interface"].Value).ToList();
        if (called.Count == 0) return;
        var owners = AnyClass().Matches(source).Select(static match => match.Groups["class"].Value).Where(interfaces.ContainsKey).ToList();
        if (owners.Count != 1)
        {
            Strays.Add(path);
            return;
        }

        var caller = interfaces[owners[0]];
        if (!_calls.TryGetValue(caller, out var callees)) _calls[caller] = callees = new(StringComparer.Ordinal);
        callees.UnionWith(called);
    }

    private string? Find(string start, List<string> chain)
    {
        if (!_calls.TryGetValue(chain[^1], out var callees)) return null;
        foreach (var callee in callees)
        {
            if (callee == start) return string.Join(" -> ", chain.Append(callee));
            if (!chain.Contains(callee) && Find(start, [.. chain, callee]) is { } cycle) return cycle;
        }

        return null;
    }

    [GeneratedRegex(@"class\s+(?<class>\w+)[^{;]*:\s*Grain\s*,\s*(?<interface>I\w+)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex GrainClass();

    [GeneratedRegex(@"class\s+(?<class>\w+)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex AnyClass();

    [GeneratedRegex(@"GetGrain<(?<interface>I\w+)>", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Call();
}
