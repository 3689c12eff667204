using System.Diagnostics;

namespace OrleansChat.Load.Planted;

/// <summary>A copy of the tracked files, where a patch can be applied and built without touching the work tree.</summary>
internal sealed class SourceTree : IDisposable
{
    private readonly bool _keep;

    private SourceTree(string folder, bool keep)
    {
        Folder = folder;
        _keep = keep;
    }

    public string Folder { get; }

    /// <summary>The folder the published server stands in after <see cref="PublishAsync"/>.</summary>
    public string Published => Path.Combine(Folder, "published");

    public static string Repository()
    {
        for (var folder = new DirectoryInfo(Environment.CurrentDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "OrleansChat.sln")))
                return folder.FullName;
        }

        throw new InvalidOperationException("planted must be started inside the repository.");
    }

    public static async Task<SourceTree> CopyAsync(string repository, bool keep, CancellationToken cancellationToken)
    {
        var tree = new SourceTree(Directory.CreateTempSubdirectory("chat-planted-").FullName, keep);
        var listed = await RunAsync(repository, "git", ["ls-files", "-z"], cancellationToken);
        foreach (var file in listed.Split('\0', StringSplitOptions.RemoveEmptyEntries))
        {
            var (source, target) = (Path.Combine(repository, file), Path.Combine(tree.Folder, file));
            if (!File.Exists(source))
                continue;   // deleted in the work tree, not yet in the index
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(source, target);
        }

        return tree;
    }

    /// <summary>Says when a patch no longer fits: it must follow the code that it breaks.</summary>
    public async Task CheckAsync(string patch, CancellationToken cancellationToken)
    {
        if (!File.Exists(patch))
            throw new InvalidOperationException($"{Path.GetFileName(patch)} is missing.");
        try
        {
            await RunAsync(Folder, "git", ["apply", "--check", patch], cancellationToken);
        }
        catch (InvalidOperationException exception)
        {
            throw new InvalidOperationException($"{Path.GetFileName(patch)} no longer fits the source: {exception.Message}", exception);
        }
    }

    public Task ApplyAsync(string patch, CancellationToken cancellationToken) =>
        RunAsync(Folder, "git", ["apply", patch], cancellationToken);

    /// <summary>Takes a patch back, so that the next build of this tree is a small one.</summary>
    public Task RevertAsync(string patch, CancellationToken cancellationToken) =>
        RunAsync(Folder, "git", ["apply", "--reverse", patch], cancellationToken);

    public Task PublishAsync(CancellationToken cancellationToken) =>
        RunAsync(Folder, "dotnet", ["publish", "WebFrontend", "-c", "Release", "-o", Published, "-v", "quiet", "-nodeReuse:false"], cancellationToken);

    public void Dispose()
    {
        if (!_keep)
            Directory.Delete(Folder, recursive: true);
    }

    private static async Task<string> RunAsync(string folder, string program, string[] arguments, CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = folder,
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start) ?? throw new InvalidOperationException($"{program} did not start.");
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(cancellationToken), process.StandardError.ReadToEndAsync(cancellationToken));
        await process.WaitForExitAsync(cancellationToken);
        return process.ExitCode == 0
            ? await output
            : throw new InvalidOperationException($"{program} {string.Join(' ', arguments.Take(2))} failed: {await errors} {await output}");
    }
}
