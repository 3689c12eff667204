using OrleansChat.Load.Checking;

namespace OrleansChat.Load.Runs;

/// <summary>Waits until nothing more can come, so that a missing message is a lost one.</summary>
internal sealed class Drain(RunProgress progress, Allowances allowances)
{
    /// <summary>After the last expected message: time for a second copy that should not be there.</summary>
    private static readonly TimeSpan SecondCopies = TimeSpan.FromSeconds(2);

    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(2);

    public async Task WaitAsync(Cast cast, CancellationToken cancellationToken)
    {
        await cast.WaitUntilOnlineAsync(Longest, cancellationToken);
        if (!cast.IsOnline)
            throw new InvalidOperationException($"Not every receiver came online within {Longest.TotalSeconds:0} s; loss cannot be decided.");

        // A server has the bound to repair a lost hint; a frame that breaks the silence starts the wait anew.
        var quiet = allowances.DeliveryBound + allowances.DeliverySlack;
        var start = TimeProvider.System.GetTimestamp();
        while (TimeProvider.System.GetElapsedTime(start) < Longest)
        {
            var waited = TimeProvider.System.GetElapsedTime(start);
            var silence = waited < progress.Quiet ? waited : progress.Quiet;
            if (silence >= quiet || (progress.Outstanding == 0 && silence >= SecondCopies))
                return;
            await Task.Delay(100, cancellationToken);
        }
    }
}
