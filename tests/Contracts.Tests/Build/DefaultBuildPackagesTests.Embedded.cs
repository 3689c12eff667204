using System.Runtime.CompilerServices;
using System.Text.Json;

namespace OrleansChat.Tests.Build;

/// <summary>The default build must restore on a bare machine: nothing of it may come from a folder that only this machine has.</summary>
public sealed class DefaultBuildPackagesTests
{
    [Fact]
    public void Every_package_of_the_default_build_came_from_a_remote_source()
    {
        var assets = AssetFiles();
        Assert.True(assets.Length >= 10, $"expected the assets of every project, found {assets.Length}");
        var local = assets.SelectMany(LocalPackages).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToArray();
        Assert.True(local.Length == 0, "not from a remote source: " + string.Join(", ", local));
    }

    [Fact]
    public void No_project_of_the_default_build_uses_a_package_of_the_other_engine()
    {
        string[] foreign = ["Microsoft.Orleans.", "StackExchange.Redis", "Aliyun.", "FFMpegCore"];
        var found = AssetFiles().SelectMany(file => PackagesOf(file).Select(package => package.Name))
            .Where(name => foreign.Any(prefix => name.StartsWith(prefix, StringComparison.OrdinalIgnoreCase)))
            .Distinct(StringComparer.Ordinal);
        Assert.Empty(found);
    }

    [Fact]
    public void A_package_whose_metadata_names_a_folder_is_found_out()
    {
        Assert.True(IsRemote("""{"version":2,"contentHash":"x","source":"https://packages.example/v3/index.json"}"""));
        Assert.False(IsRemote("""{"version":2,"contentHash":"x","source":"/somewhere/feed"}"""));
        Assert.False(IsRemote("""{"version":2,"contentHash":"x","source":"file:///somewhere/feed"}"""));
        Assert.False(IsRemote("""{"version":2,"contentHash":"x"}"""));
    }

    private static string[] AssetFiles() =>
        Directory.GetFiles(Root(), "project.assets.json", new EnumerationOptions { RecurseSubdirectories = true, MaxRecursionDepth = 6 })
            .Where(file => file.Replace('\\', '/').Contains("/obj/Embedded/", StringComparison.Ordinal))
            .ToArray();

    private static IEnumerable<string> LocalPackages(string assetsFile)
    {
        using var assets = JsonDocument.Parse(File.ReadAllBytes(assetsFile));
        var folders = assets.RootElement.GetProperty("packageFolders").EnumerateObject().Select(folder => folder.Name).ToArray();
        foreach (var (name, path) in PackagesOf(assetsFile))
        {
            var metadata = folders.Select(folder => Path.Combine(folder, path, ".nupkg.metadata")).FirstOrDefault(File.Exists);
            if (metadata is null || !IsRemote(File.ReadAllText(metadata))) yield return name;
        }
    }

    private static List<(string Name, string Path)> PackagesOf(string assetsFile)
    {
        using var assets = JsonDocument.Parse(File.ReadAllBytes(assetsFile));
        return assets.RootElement.GetProperty("libraries").EnumerateObject()
            .Where(library => library.Value.GetProperty("type").GetString() == "package")
            .Select(library => (library.Name, library.Value.GetProperty("path").GetString()!))
            .ToList();
    }

    private static bool IsRemote(string metadata)
    {
        using var document = JsonDocument.Parse(metadata);
        return document.RootElement.TryGetProperty("source", out var source)
            && Uri.TryCreate(source.GetString(), UriKind.Absolute, out var uri)
            && (uri.Scheme == Uri.UriSchemeHttps || uri.Scheme == Uri.UriSchemeHttp);
    }

    private static string Root([CallerFilePath] string here = "") => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "..", "..", ".."));
}
