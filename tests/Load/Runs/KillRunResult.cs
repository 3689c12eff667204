using OrleansChat.Load.Checking;
using OrleansChat.Load.History;

namespace OrleansChat.Load.Runs;

/// <summary>Everything a report of a kill run is made of.</summary>
/// <param name="Failure">Why the run ended early; null when it came to its end.</param>
internal sealed record KillRunResult(
    Verdict Verdict,
    RunNumbers Numbers,
    RecordedHistory History,
    string? Failure,
    IReadOnlyList<string> Refusals,
    IReadOnlyList<string> ServerLines);
