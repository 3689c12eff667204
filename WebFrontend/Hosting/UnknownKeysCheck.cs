namespace OrleansChat.Hosting;

/// <summary>Refuses to start when <c>Chat</c> has a key that nobody reads: a misspelt limit would silently be no limit.</summary>
internal static class UnknownKeysCheck
{
    private const string Root = "Chat";

    /// <summary>Throws with the path of the first unknown key and the names that are known beside it.</summary>
    public static void RequireKnownKeys(this IServiceProvider services)
    {
        var known = new Dictionary<string, SortedSet<string>>(StringComparer.OrdinalIgnoreCase);
        foreach (var keys in services.GetServices<ChatKeys>())
        {
            foreach (var name in keys.Names) Add(known, keys.Section, name);
            for (var at = keys.Section.LastIndexOf(':'); at > 0; at = keys.Section.LastIndexOf(':', at - 1))
            {
                var rest = keys.Section[(at + 1)..];
                var end = rest.IndexOf(':', StringComparison.Ordinal);
                Add(known, keys.Section[..at], end < 0 ? rest : rest[..end]);
            }
        }

        Check(services.GetRequiredService<IConfiguration>().GetSection(Root), known);
    }

    private static void Check(IConfigurationSection section, Dictionary<string, SortedSet<string>> known)
    {
        // A section that nobody registered as one is a value, such as a list.
        if (!known.TryGetValue(section.Path, out var names)) return;
        foreach (var child in section.GetChildren())
        {
            if (!names.Contains(child.Key))
                throw new SettingsException($"Unknown configuration key '{child.Path}'. Known in '{section.Path}': {string.Join(", ", names)}.");
            Check(child, known);
        }
    }

    private static void Add(Dictionary<string, SortedSet<string>> known, string section, string name)
    {
        if (!known.TryGetValue(section, out var names)) known[section] = names = new SortedSet<string>(StringComparer.OrdinalIgnoreCase);
        names.Add(name);
    }
}
