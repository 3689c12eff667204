using OrleansChat.Load.History;
using OrleansChat.Load.Server;

namespace OrleansChat.Load.Runs;

/// <summary>Kills the server every few seconds and starts it again on the same data.</summary>
internal sealed class Killer(IServerUnderTest server, RunHistory history, KillRunOptions options, Action<string> tell)
{
    /// <summary>Runs until <paramref name="stop"/>, and leaves the server up. Cancels the storm when the server does not come back.</summary>
    public async Task RunAsync(CancellationTokenSource storm, CancellationToken stop)
    {
        var random = new Random(options.Seed);
        try
        {
            for (var number = 1; ; number++)
            {
                var span = options.KillAfterMax - options.KillAfterMin;
                await Task.Delay(options.KillAfterMin + span * random.NextDouble(), stop);
                history.Record(new ServerKilled());
                await server.KillAsync();
                // Down for a moment most times, so that clients meet a closed port and not only a cut connection.
                await Task.Delay(TimeSpan.FromMilliseconds(random.Next(600)), CancellationToken.None);
                await server.StartAsync(CancellationToken.None);
                history.Record(new ServerUp());
                tell($"kill {number} at {history.Now.TotalSeconds:0.0} s");
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // The last message of the storm was sent.
        }
        catch (InvalidOperationException)
        {
            await storm.CancelAsync();
            throw;
        }
    }
}
