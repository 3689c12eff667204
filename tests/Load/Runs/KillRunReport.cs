using System.Text;
using OrleansChat.Load.Checking;

namespace OrleansChat.Load.Runs;

/// <summary>The report of a kill run, as Markdown.</summary>
internal static class KillRunReport
{
    public static string Write(KillRunOptions options, KillRunResult result, string command)
    {
        var (verdict, numbers) = (result.Verdict, result.Numbers);
        var text = new StringBuilder();
        text.AppendLine("# Kill run").AppendLine();
        text.AppendLine($"**{verdict.Outcome}** (seed {options.Seed})").AppendLine();
        text.AppendLine($"`{command}`").AppendLine();
        text.AppendLine("| | |").AppendLine("|---|---|");
        Row("pairs, both directions", $"{options.Pairs}");
        Row("messages sent, answered ok", $"{numbers.Sent}, {numbers.Answered}");
        Row("attempts repeated under the same key", $"{numbers.Repeats}");
        Row("kill -9 of the server", $"{numbers.Kills}");
        Row("hints dropped on purpose", $"{options.HintLoss:P0}");
        Row("connections opened, stopped reading before the cut", $"{numbers.Sockets}, {numbers.Stalls}");
        Row("deliveries, second copies that are allowed", $"{numbers.Frames}, {verdict.Redeliveries.Total}");
        Row("of these after a cut, a kill, a newer socket",
            $"{verdict.Redeliveries.AfterCut}, {verdict.Redeliveries.AfterKill}, {verdict.Redeliveries.AfterReplacement}");
        Row("receipts the clients' stacks gave", $"{numbers.Pongs}");
        Row("send to answer, first attempts", $"{numbers.Acknowledged}");
        Row("send to arrival, receiver connected", $"{numbers.Delivered}");
        Row("forgiven: pong on its way, cursor to disk, delivery beyond the bound",
            $"{Ms(options.Allowances.PongTransit)}, {Ms(options.Allowances.CursorWriteDelay)}, {Ms(options.Allowances.DeliverySlack)}");
        List("Violations", verdict.Counts.OrderBy(count => count.Key).Select(count => $"{count.Key}: {count.Value}"));
        List("The first of each kind", verdict.Violations.Select(violation => $"{violation.At} {violation.Kind}: {violation.Text}"));
        List("Evidence missing", verdict.Missing);
        List("Refusals", result.Refusals);
        if (result.Failure is { } failure)
        {
            List("The run ended early", [failure]);
            List("Last lines of the server", result.ServerLines.TakeLast(30));
        }

        return text.ToString();

        void Row(string name, string value) => text.AppendLine($"| {name} | {value} |");

        void List(string title, IEnumerable<string> items)
        {
            var lines = items.ToList();
            if (lines.Count == 0)
                return;
            text.AppendLine().AppendLine($"## {title}").AppendLine();
            foreach (var line in lines)
                text.AppendLine($"- {line}");
        }
    }

    private static string Ms(TimeSpan span) => $"{span.TotalMilliseconds:0} ms";
}
