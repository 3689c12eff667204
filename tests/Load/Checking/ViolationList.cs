namespace OrleansChat.Load.Checking;

/// <summary>Collects violations: all are counted, the first few of each kind are kept with their text.</summary>
internal sealed class ViolationList
{
    /// <summary>A broken server breaks a promise a thousand times; the first few tell the story.</summary>
    public const int KeptPerKindMax = 5;

    private readonly List<Violation> _kept = [];
    private readonly Dictionary<ViolationKind, int> _counts = [];

    public IReadOnlyDictionary<ViolationKind, int> Counts => _counts;

    public IReadOnlyList<Violation> Kept => [.. _kept.OrderBy(violation => violation.At)];

    public void Add(ViolationKind kind, TimeSpan at, string text)
    {
        var count = _counts.GetValueOrDefault(kind) + 1;
        _counts[kind] = count;
        if (count <= KeptPerKindMax)
            _kept.Add(new Violation(kind, at, text));
    }
}
