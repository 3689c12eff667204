using System.Runtime.CompilerServices;

namespace OrleansChat.Tests;

/// <summary>The sources as they lie on disk.</summary>
internal static class Repository
{
    private static readonly HashSet<string> s_skipped = ["bin", "obj", "artifacts", "node_modules"];

    public static string Root { get; } = FindRoot();

    /// <summary>The C# files below a folder, as paths from the root with forward slashes; nothing that a build made.</summary>
    public static IEnumerable<string> CSharpFiles(string under = "") =>
        Files(Path.Combine(Root, under)).Select(path => Path.GetRelativePath(Root, path).Replace('\\', '/')).Order(StringComparer.Ordinal);

    public static string Read(string path) => File.ReadAllText(Path.Combine(Root, path));

    private static IEnumerable<string> Files(string folder)
    {
        foreach (var file in Directory.EnumerateFiles(folder, "*.cs")) yield return file;
        foreach (var inner in Directory.EnumerateDirectories(folder))
        {
            var name = Path.GetFileName(inner);
            if (name.StartsWith('.') || s_skipped.Contains(name)) continue;
            foreach (var file in Files(inner)) yield return file;
        }
    }

    private static string FindRoot([CallerFilePath] string thisFile = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(thisFile)!, "../.."));
}
