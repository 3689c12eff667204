using System.Runtime.InteropServices;
using OrleansChat.Load.Planted;
using OrleansChat.Load.Runs;

const int UsageError = 2;
using var stopping = new CancellationTokenSource();
using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, context =>
{
    // The server this run started must not outlive it.
    context.Cancel = true;
    stopping.Cancel();
});

try
{
    return args switch
    {
        ["kill-run", .. var rest] => await KillRunCommand.RunAsync(rest, stopping.Token),
        ["check", .. var rest] => await KillRunCommand.CheckAsync(rest),
        ["load", .. var rest] => await LoadCommand.RunAsync(rest, stopping.Token),
        ["planted", .. var rest] => await PlantedCommand.RunAsync(rest, stopping.Token),
        _ => throw new UsageException("Say what to do."),
    };
}
catch (UsageException wrong)
{
    Console.Error.WriteLine($"""
        {wrong.Message}

        kill-run --server-dir DIR [--messages 100000] [--pairs 100] [--rate 2000] [--seconds-between-kills 3..6] [--drop-hints 0.1]
                 [--seed N] [--report FILE] [--history FILE] [--kills-min 3] [--calm 15] [--timeout 900] [--data DIR]
                 [--server "COMMAND"] [--url URL] [--pong-transit 1] [--delivery-slack 3]
        check    --history FILE
        load     [--server-dir DIR | --server "COMMAND" | --url URL [--pid N]] [--pairs 50] [--seconds 20] [--concurrency 64]
        planted  [--only NAME] [--check-patches] [--keep]

        Ends with 0 pass, 1 violation, 2 wrong command line, 3 inconclusive: an inconclusive run is not a pass.
        """);
    return UsageError;
}
catch (OperationCanceledException) when (stopping.IsCancellationRequested)
{
    Console.Error.WriteLine("Interrupted.");
    return (int)OrleansChat.Load.Checking.Outcome.Inconclusive;
}
