namespace OrleansChat.Load.Checking;

/// <summary>How much must have happened before "no violation" means anything; less is Inconclusive.</summary>
internal sealed record Evidence
{
    public int AnsweredMin { get; init; } = 1;

    public int KillsMin { get; init; }

    /// <summary>Sockets that ended without a close frame: without cuts nothing was said about receipts.</summary>
    public int CutsMin { get; init; }

    /// <summary>False for histories that end in the middle: then loss is not decided, and the verdict cannot be Pass.</summary>
    public bool DrainRequired { get; init; } = true;
}
