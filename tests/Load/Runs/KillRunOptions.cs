using OrleansChat.Load.Checking;

namespace OrleansChat.Load.Runs;

/// <summary>What a kill run does. Everything random in it follows from <see cref="Seed"/>, timing excepted.</summary>
internal sealed record KillRunOptions
{
    public int Messages { get; init; } = 100_000;

    public int Pairs { get; init; } = 100;

    /// <summary>Messages per second over all senders; a server that is slower sets its own pace.</summary>
    public double Rate { get; init; } = 2000;

    public TimeSpan KillAfterMin { get; init; } = TimeSpan.FromSeconds(3);

    public TimeSpan KillAfterMax { get; init; } = TimeSpan.FromSeconds(6);

    public int KillsMin { get; init; } = 3;

    /// <summary>Share of the messages sent after the last kill, when only the server's own bound may explain a delay.</summary>
    public double CalmShare { get; init; } = 0.15;

    /// <summary>The calm part lasts at least this long, or the 5 s bound would never be tested on a connection that stays up.</summary>
    public TimeSpan CalmMin { get; init; } = TimeSpan.FromSeconds(15);

    public int Seed { get; init; } = Environment.TickCount & 0xFFFFFF;

    /// <summary>Ends the whole run; what is then unknown makes the verdict Inconclusive.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromMinutes(15);

    public double HintLoss { get; init; }

    public Allowances Allowances { get; init; } = new();

    public static KillRunOptions From(Arguments arguments)
    {
        var defaults = new KillRunOptions();
        var (min, max) = arguments.Range("seconds-between-kills", defaults.KillAfterMin.TotalSeconds, defaults.KillAfterMax.TotalSeconds);
        var options = defaults with
        {
            Messages = arguments.Int("messages", defaults.Messages, 1, 5_000_000),
            Pairs = arguments.Int("pairs", defaults.Pairs, 1, 5_000),
            Rate = arguments.Number("rate", defaults.Rate, 1, 1_000_000),
            KillAfterMin = TimeSpan.FromSeconds(min),
            KillAfterMax = TimeSpan.FromSeconds(max),
            KillsMin = arguments.Int("kills-min", defaults.KillsMin, 0, 10_000),
            CalmMin = TimeSpan.FromSeconds(arguments.Number("calm", defaults.CalmMin.TotalSeconds, 1, 3600)),
            Seed = arguments.Int("seed", defaults.Seed, 0, int.MaxValue),
            Timeout = TimeSpan.FromSeconds(arguments.Number("timeout", defaults.Timeout.TotalSeconds, 10, 86_400)),
            HintLoss = arguments.Number("drop-hints", defaults.HintLoss, 0, 1),
        };
        return options with
        {
            Allowances = options.Allowances with
            {
                PongTransit = TimeSpan.FromSeconds(arguments.Number("pong-transit", options.Allowances.PongTransit.TotalSeconds, 0, 60)),
                DeliverySlack = TimeSpan.FromSeconds(arguments.Number("delivery-slack", options.Allowances.DeliverySlack.TotalSeconds, 0, 60)),
            },
        };
    }
}
