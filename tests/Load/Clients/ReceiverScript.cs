namespace OrleansChat.Load.Clients;

/// <summary>What happens to a receiver beside the kills of the server.</summary>
internal enum ReceiverScript
{
    /// <summary>Stays online as long as the server lets it.</summary>
    Steady = 1,

    /// <summary>Loses its connection, often with frames still unread.</summary>
    Cut = 2,

    /// <summary>Is offline for seconds at a time.</summary>
    Roaming = 3,

    /// <summary>Opens a second socket of the same app and later leaves the first, as the real client does at every profile change.</summary>
    Twin = 4,

    /// <summary>Comes back on a new socket while the old one is still open and deaf.</summary>
    Ghost = 5,
}

/// <summary>Plays a script on a receiver.</summary>
internal static class ReceiverScripts
{
    /// <summary>Of ten receivers, how many live by which script.</summary>
    public static ReceiverScript For(int number) => (number % 10) switch
    {
        0 or 1 => ReceiverScript.Cut,
        2 => ReceiverScript.Ghost,
        3 or 4 => ReceiverScript.Roaming,
        5 or 6 => ReceiverScript.Twin,
        _ => ReceiverScript.Steady,
    };

    /// <summary>Runs until cancelled, and ends with the receiver online or about to be.</summary>
    public static async Task PlayAsync(ReceiverScript script, Receiver receiver, Random random, CancellationToken cancellationToken)
    {
        try
        {
            while (script != ReceiverScript.Steady)
            {
                await Task.Delay(Between(random, 0.5, 4), cancellationToken);
                await StepAsync(script, receiver, random, cancellationToken);
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The calm part begins.
        }
    }

    /// <summary>The last word of a twin: its newer socket must live on alone, long enough for the bound to be tested on it.</summary>
    public static async Task LeaveTwinAsync(Receiver receiver, Random random, CancellationToken cancellationToken)
    {
        if (await receiver.OpenAsync(cancellationToken))
        {
            await Task.Delay(Between(random, 0.2, 1), cancellationToken);
            await receiver.CutOldestAsync(Pick(random));
        }
    }

    private static async Task StepAsync(ReceiverScript script, Receiver receiver, Random random, CancellationToken cancellationToken)
    {
        switch (script)
        {
            case ReceiverScript.Cut:
                var stall = random.Next(3) == 0 ? TimeSpan.Zero : Between(random, 0.1, 0.8);
                await receiver.StallAndCutAsync(stall, Pick(random), cancellationToken);
                break;
            case ReceiverScript.Ghost:
                await receiver.StallAndCutAsync(Between(random, 2, 10), Pick(random), cancellationToken);
                break;
            case ReceiverScript.Roaming:
                await receiver.GoOfflineAsync(Between(random, 0.5, 6), cancellationToken);
                break;
            case ReceiverScript.Twin:
                if (receiver.IsOnline)
                    await LeaveTwinAsync(receiver, random, cancellationToken);
                break;
            case ReceiverScript.Steady:
            default:
                break;
        }
    }

    private static CutKind Pick(Random random) => (CutKind)random.Next(1, 4);

    private static TimeSpan Between(Random random, double fromSeconds, double toSeconds) =>
        TimeSpan.FromSeconds(fromSeconds + random.NextDouble() * (toSeconds - fromSeconds));
}
