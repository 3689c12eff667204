namespace OrleansChat.Load.Checking;

/// <summary>The two points of a distribution of latencies that reports name.</summary>
internal sealed record Percentiles(int Count, TimeSpan P50, TimeSpan P99, TimeSpan Max)
{
    public static Percentiles Of(List<TimeSpan> values)
    {
        if (values.Count == 0)
            return new Percentiles(0, TimeSpan.Zero, TimeSpan.Zero, TimeSpan.Zero);
        values.Sort();
        return new Percentiles(values.Count, values[(values.Count - 1) / 2], values[(int)((values.Count - 1) * 0.99)], values[^1]);
    }

    public override string ToString() =>
        $"p50 {P50.TotalMilliseconds:0.0} ms, p99 {P99.TotalMilliseconds:0.0} ms, max {Max.TotalMilliseconds:0.0} ms ({Count} values)";
}
