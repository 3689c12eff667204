using OrleansChat.Load.Checking;
using OrleansChat.Load.History;
using OrleansChat.Load.Server;

namespace OrleansChat.Load.Runs;

/// <summary>The command line of a kill run, and of checking a saved history again.</summary>
internal static class KillRunCommand
{
    public static async Task<int> RunAsync(string[] words, CancellationToken cancellationToken)
    {
        var arguments = new Arguments(words);
        var options = KillRunOptions.From(arguments);
        var report = arguments.Text("report");
        var saved = arguments.Text("history");
        await using var choice = ServerChoice.From(arguments, options.HintLoss);
        arguments.RequireAllKnown();
        if (choice.Server is RunningServer)
            throw new UsageException("A kill run kills its server, so it must start it: --server-dir DIR or --server \"COMMAND\".");

        var result = await new KillRun(choice.Server, options, Console.Error.WriteLine).RunAsync(cancellationToken);
        var text = KillRunReport.Write(options, result, $"kill-run {string.Join(' ', WithoutPaths(words))}");
        Console.Write(text);
        if (report is not null)
            await File.WriteAllTextAsync(report, text, CancellationToken.None);
        if (saved is not null)
            await HistoryFile.WriteAsync(saved, result.History);
        return result.Verdict.ExitCode;
    }

    public static async Task<int> CheckAsync(string[] words)
    {
        var arguments = new Arguments(words);
        var file = arguments.Text("history") ?? throw new UsageException("check takes --history FILE, a file that kill-run wrote.");
        var options = KillRunOptions.From(arguments);
        arguments.RequireAllKnown();
        var history = await HistoryFile.ReadAsync(file);
        var verdict = HistoryChecker.Check(history, new Evidence(), options.Allowances);
        var result = new KillRunResult(verdict, RunNumbers.Of(history), history, Failure: null, [], []);
        Console.Write(KillRunReport.Write(options, result, "check"));
        return verdict.ExitCode;
    }

    // A report is kept in the repository; where somebody's folders are is nobody's business.
    private static IEnumerable<string> WithoutPaths(string[] words) => words.Select(word => word.Contains('/') ? "PATH" : word);
}
