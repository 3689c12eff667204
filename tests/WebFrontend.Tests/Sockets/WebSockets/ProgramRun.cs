using System.ComponentModel;
using System.Diagnostics;

namespace OrleansChat.Tests.Sockets.WebSockets;

/// <summary>A program of the machine, run to its end within a bound.</summary>
internal static class ProgramRun
{
    private static readonly TimeSpan Bound = TimeSpan.FromMinutes(2);

    /// <summary>Exit code and what was printed; null when there is no such program.</summary>
    public static async Task<(int ExitCode, string Output, string Errors)?> TryAsync(string program, string directory, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = directory,
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        Process? process;
        try
        {
            process = Process.Start(start);
        }
        catch (Win32Exception)
        {
            return null;
        }

        using (process)
        {
            using var deadline = new CancellationTokenSource(Bound);
            try
            {
                var output = process!.StandardOutput.ReadToEndAsync(deadline.Token);
                var errors = process.StandardError.ReadToEndAsync(deadline.Token);
                await process.WaitForExitAsync(deadline.Token);
                return (process.ExitCode, await output, await errors);
            }
            catch (OperationCanceledException exception)
            {
                process!.Kill(entireProcessTree: true);
                throw new TimeoutException($"{program} {string.Join(' ', arguments)} did not end within {Bound}", exception);
            }
        }
    }
}
