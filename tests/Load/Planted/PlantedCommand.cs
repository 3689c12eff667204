using OrleansChat.Load.Checking;
using OrleansChat.Load.Runs;
using OrleansChat.Load.Server;

namespace OrleansChat.Load.Planted;

/// <summary>Shows that the kill run can fail: a server without planted bugs must pass, one with each of them must not.</summary>
/// <remarks>Exit code 0 only when every run said what it had to; a checker that misses a bug proves nothing about the server.</remarks>
internal static class PlantedCommand
{
    public static async Task<int> RunAsync(string[] words, CancellationToken cancellationToken)
    {
        var arguments = new Arguments(words);
        var only = arguments.Text("only");
        var checkOnly = arguments.Flag("check-patches");
        var keep = arguments.Flag("keep");
        arguments.RequireAllKnown();
        var bugs = PlantedBug.All.Where(bug => only is null || bug.Name == only).ToList();
        if (bugs.Count == 0)
            throw new UsageException($"No planted bug is named {only}: {string.Join(", ", PlantedBug.All.Select(bug => bug.Name))}.");

        var repository = SourceTree.Repository();
        using var tree = await SourceTree.CopyAsync(repository, keep, cancellationToken);
        var failures = 0;
        // First all patches, so that a stale one is known before minutes of building.
        foreach (var bug in bugs)
            failures += await TryAsync($"{bug.Name}.patch", () => CheckPatchAsync(tree, PatchOf(repository, bug), cancellationToken));
        if (checkOnly || failures > 0)
            return failures == 0 ? 0 : 1;

        failures += await TryAsync("control", () => RunServerAsync(tree, bug: null, cancellationToken));
        foreach (var bug in bugs)
            failures += await TryAsync(bug.Name, () => RunBugAsync(tree, bug, PatchOf(repository, bug), cancellationToken));
        return failures == 0 ? 0 : 1;
    }

    /// <summary>What a run said, against what it had to say; null when they agree.</summary>
    public static string? Disagreement(PlantedBug? bug, Verdict verdict)
    {
        var said = $"{verdict.Outcome} {string.Join(", ", verdict.Counts.Select(count => $"{count.Key} {count.Value}"))}";
        if (bug is null)
            return verdict.Outcome == Outcome.Pass ? null : $"the server without a planted bug should pass, but: {said} {string.Join("; ", verdict.Missing)}";
        return bug.Expected.Any(verdict.Counts.ContainsKey)
            ? null
            : $"the checker should report {string.Join(" or ", bug.Expected)}, but: {said}";
    }

    private static async Task<string?> CheckPatchAsync(SourceTree tree, string patch, CancellationToken cancellationToken)
    {
        await tree.CheckAsync(patch, cancellationToken);
        return null;
    }

    private static async Task<string?> RunBugAsync(SourceTree tree, PlantedBug bug, string patch, CancellationToken cancellationToken)
    {
        await tree.ApplyAsync(patch, cancellationToken);
        try
        {
            return await RunServerAsync(tree, bug, cancellationToken);
        }
        finally
        {
            await tree.RevertAsync(patch, CancellationToken.None);
        }
    }

    private static async Task<string?> RunServerAsync(SourceTree tree, PlantedBug? bug, CancellationToken cancellationToken)
    {
        await tree.PublishAsync(cancellationToken);
        var options = new KillRunOptions
        {
            // Fast enough that several answers of a careless server stand before their commit at every kill.
            Messages = 30_000,
            Pairs = 30,
            Rate = 1_200,
            KillAfterMin = TimeSpan.FromSeconds(1.5),
            KillAfterMax = TimeSpan.FromSeconds(3),
            Seed = 7,
            Timeout = TimeSpan.FromMinutes(4),
        };
        var address = new Uri($"http://127.0.0.1:{ServerChoice.FreePort()}/");
        var command = ServerCommand.Published(tree.Published, address, Path.Combine(tree.Folder, $"data-{bug?.Name ?? "control"}"), hintLoss: 0);
        await using var server = new ServerProcess(command, address);
        var result = await new KillRun(server, options, _ => { }).RunAsync(cancellationToken);
        // The kinds that were planted first: one bug often shows in several ways.
        foreach (var violation in result.Verdict.Violations.OrderByDescending(violation => bug?.Expected.Contains(violation.Kind)).Take(3))
            Console.WriteLine($"  {violation.Kind}: {violation.Text}");
        return Disagreement(bug, result.Verdict) is { } text ? $"{text} {result.Failure}" : null;
    }

    private static string PatchOf(string repository, PlantedBug bug) =>
        Path.Combine(repository, "tests", "Load", "Planted", $"{bug.Name}.patch");

    private static async Task<int> TryAsync(string name, Func<Task<string?>> run)
    {
        string? wrong;
        try
        {
            wrong = await run();
        }
        catch (InvalidOperationException exception)
        {
            wrong = exception.Message;
        }

        Console.WriteLine($"{name}: {wrong ?? "as expected"}");
        return wrong is null ? 0 : 1;
    }
}
