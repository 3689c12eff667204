using OrleansChat.Load.Checking;
using OrleansChat.Load.Clients;
using OrleansChat.Load.History;
using OrleansChat.Load.Server;

namespace OrleansChat.Load.Runs;

/// <summary>Many pairs chat while the server is killed again and again and connections are cut; then the history is judged.</summary>
/// <remarks>
/// Two parts: first kills and scripts together, then a calm one without either. The calm one is not a rest: a message that never
/// comes to a socket that stays up is visible only while nothing else ends that socket.
/// </remarks>
internal sealed class KillRun(IServerUnderTest server, KillRunOptions options, Action<string> tell)
{
    private static readonly TimeSpan OnlinePatience = TimeSpan.FromSeconds(30);

    private readonly RunHistory _history = new();
    private readonly RunProgress _progress = new();

    public async Task<KillRunResult> RunAsync(CancellationToken cancellationToken)
    {
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        timeout.CancelAfter(options.Timeout);
        using var api = new ChatApi(server.Address);
        string? failure = null;
        try
        {
            await ChatAsync(api, timeout.Token);
        }
        catch (OperationCanceledException) when (timeout.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            failure = $"the run took longer than {options.Timeout.TotalSeconds:0} s";
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested
            && exception is (InvalidOperationException or HttpRequestException or OperationCanceledException))
        {
            failure = exception.Message;
        }

        return Judge(failure);
    }

    private async Task ChatAsync(ChatApi api, CancellationToken cancellationToken)
    {
        await server.StartAsync(cancellationToken);
        _history.Record(new ServerUp());
        var cast = await Cast.RegisterAsync(api, options.Pairs, options.Seed, _history, _progress, cancellationToken);
        tell($"{options.Pairs} pairs are registered, seed {options.Seed}");

        using var online = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var keepers = cast.Receivers.Select(receiver => receiver.KeepOnlineAsync(online.Token)).ToList();
        try
        {
            await cast.WaitUntilOnlineAsync(OnlinePatience, cancellationToken);
            await StormAsync(cast, cancellationToken);
            await CalmAsync(cast, cancellationToken);
            await new Drain(_progress, options.Allowances).WaitAsync(cast, cancellationToken);
            _history.Record(new Drained());
        }
        finally
        {
            await online.CancelAsync();
            await Task.WhenAll(keepers);
        }
    }

    private int CalmPerSender => Math.Max(1, (int)(MessagesPerSender * options.CalmShare));

    private int MessagesPerSender => Math.Max(2, options.Messages / (options.Pairs * 2));

    private async Task StormAsync(Cast cast, CancellationToken cancellationToken)
    {
        var interval = TimeSpan.FromSeconds(cast.Senders.Count / options.Rate);
        using var faults = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var scripts = cast.Receivers.Select((receiver, i) =>
            ReceiverScripts.PlayAsync(ReceiverScripts.For(i), receiver, new Random(options.Seed + i), faults.Token)).ToList();
        using var storm = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var killer = new Killer(server, _history, options, tell).RunAsync(storm, faults.Token);
        try
        {
            await Task.WhenAll(cast.Senders.Select(sender => sender.SendAsync(0, MessagesPerSender - CalmPerSender, interval, storm.Token)));
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            // The killer gave up on a server that did not come back; its own exception says so below.
        }
        finally
        {
            await faults.CancelAsync();
            await Task.WhenAll([.. scripts, killer]);
        }

        tell($"the storm is over: {_progress.Answered} answered, {_progress.Frames} frames, {_progress.Outstanding} on their way");
    }

    private async Task CalmAsync(Cast cast, CancellationToken cancellationToken)
    {
        await cast.WaitUntilOnlineAsync(OnlinePatience, cancellationToken);
        await Task.WhenAll(cast.Receivers.Where((_, i) => ReceiverScripts.For(i) == ReceiverScript.Twin)
            .Select((receiver, i) => ReceiverScripts.LeaveTwinAsync(receiver, new Random(options.Seed - i), cancellationToken)));

        var seconds = Math.Max(options.CalmMin.TotalSeconds, CalmPerSender * cast.Senders.Count / options.Rate);
        var interval = TimeSpan.FromSeconds(seconds / CalmPerSender);
        await Task.WhenAll(cast.Senders.Select(sender =>
            sender.SendAsync(MessagesPerSender - CalmPerSender, MessagesPerSender, interval, cancellationToken)));
    }

    private KillRunResult Judge(string? failure)
    {
        var history = _history.Snapshot();
        var evidence = new Evidence
        {
            AnsweredMin = (int)(MessagesPerSender * options.Pairs * 2 * 0.9),
            KillsMin = options.KillsMin,
            CutsMin = options.Pairs,
        };
        var verdict = HistoryChecker.Check(history, evidence, options.Allowances);
        return new KillRunResult(verdict, RunNumbers.Of(history), history, failure, _progress.Refusals, server.LastLines);
    }
}
