namespace OrleansChat.Load.Runs;

/// <summary>The command line of the load mode.</summary>
internal static class LoadCommand
{
    public static async Task<int> RunAsync(string[] words, CancellationToken cancellationToken)
    {
        var arguments = new Arguments(words);
        var pairs = arguments.Int("pairs", 50, 1, 5_000);
        var seconds = arguments.Number("seconds", 20, 1, 3600);
        var concurrency = arguments.Int("concurrency", 64, 1, 4096);
        await using var choice = ServerChoice.From(arguments, hintLoss: 0);
        arguments.RequireAllKnown();
        Console.Write(await new LoadRun(choice.Server, pairs, TimeSpan.FromSeconds(seconds), concurrency).RunAsync(cancellationToken));
        return 0;
    }
}
