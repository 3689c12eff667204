namespace OrleansChat.Load.Checking;

/// <summary>What a history proves. The numbers are the exit codes of the command.</summary>
internal enum Outcome
{
    Pass = 0,
    Violation = 1,

    /// <summary>Too little happened, or the record has holes. Never to be read as a pass.</summary>
    Inconclusive = 3,
}

/// <summary>The checker's answer.</summary>
/// <param name="Outcome">A violation outweighs missing evidence: what was seen was seen.</param>
/// <param name="Violations">The first of each kind, by time.</param>
/// <param name="Counts">All violations by kind, those not listed included.</param>
/// <param name="Missing">Why the evidence is too thin; empty otherwise.</param>
/// <param name="Redeliveries">Second copies that the allowances forgive.</param>
internal sealed record Verdict(
    Outcome Outcome,
    IReadOnlyList<Violation> Violations,
    IReadOnlyDictionary<ViolationKind, int> Counts,
    IReadOnlyList<string> Missing,
    Redeliveries Redeliveries)
{
    public int ExitCode => (int)Outcome;
}

/// <summary>Forgiven second copies, by what made the server unsure.</summary>
internal sealed record Redeliveries(int AfterCut, int AfterKill, int AfterReplacement)
{
    public int Total => AfterCut + AfterKill + AfterReplacement;
}
