using OrleansChat.Logs;
using OrleansChat.Storage;

namespace OrleansChat.Tests.Logs;

/// <summary>Drives a numbering by a script beside a model of what it promises.</summary>
internal static class NumberingCheck
{
    public static void Run(
        Script script, LogTail tail, int bound, Func<LogPlace?> take, Action<LogPlace> filled, Action<LogPlace> lost, Func<long> head)
    {
        List<LogPlace> open = [];
        var next = tail.Head + 1;
        var durable = tail.Head;
        var isEnded = false;
        while (script.HasNext)
        {
            switch (script.Next(5))
            {
                case 0 or 1 or 2:
                    var place = take();
                    Assert.Equal(!isEnded && open.Count < bound, place is not null);
                    if (place is not { } taken) break;
                    Assert.Equal(new LogPlace(tail.Epoch + 1, ClaimsEpoch: next == tail.Head + 1, next), taken);
                    next++;
                    open.Add(taken);
                    break;
                case 3 when open.Count > 0:
                    var done = open[script.Next(open.Count)];
                    open.Remove(done);
                    filled(done);
                    durable = Math.Max(durable, done.Sequence);
                    break;
                case 4 when open.Count > 0 && script.Next(4) == 0:
                    var gone = open[script.Next(open.Count)];
                    open.Remove(gone);
                    lost(gone);
                    isEnded = true;
                    break;
            }

            Assert.Equal(durable, head());
        }
    }
}
