using System.Collections.Concurrent;
using System.Diagnostics;
using OrleansChat.Load.Checking;
using OrleansChat.Load.Clients;
using OrleansChat.Load.History;
using OrleansChat.Load.Server;

namespace OrleansChat.Load.Runs;

/// <summary>Sends as fast as a number of waiting senders can, for some seconds, and counts what the server stored and delivered.</summary>
/// <remarks>No kills and no checker: the rate and the price of a message. The load and the server share the machine.</remarks>
internal sealed class LoadRun(IServerUnderTest server, int pairs, TimeSpan length, int concurrency)
{
    private readonly RunProgress _progress = new();
    private readonly RunHistory _history = new();
    private readonly ConcurrentBag<TimeSpan> _answers = [];
    private long _failures;

    public async Task<string> RunAsync(CancellationToken cancellationToken)
    {
        await server.StartAsync(cancellationToken);
        using var api = new ChatApi(server.Address);
        var cast = await Cast.RegisterAsync(api, pairs, seed: 1, _history, _progress, cancellationToken);
        using var online = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var keepers = cast.Receivers.Select(receiver => receiver.KeepOnlineAsync(online.Token)).ToList();
        await cast.WaitUntilOnlineAsync(TimeSpan.FromSeconds(30), cancellationToken);

        var cpu = Cpu();
        var start = Stopwatch.GetTimestamp();
        await Task.WhenAll(Enumerable.Range(0, concurrency).Select(lane => LaneAsync(api, cast, lane, start, cancellationToken)));
        var sending = Stopwatch.GetElapsedTime(start);
        await new Drain(_progress, new Allowances()).WaitAsync(cast, cancellationToken);
        var receiving = Stopwatch.GetElapsedTime(start) - _progress.Quiet;
        var used = Cpu() - cpu;

        await online.CancelAsync();
        await Task.WhenAll(keepers);
        return Report(sending, receiving, used);
    }

    // Each lane waits for its answers and walks over the senders, so that no log is written by one lane only.
    private async Task LaneAsync(ChatApi api, Cast cast, int lane, long start, CancellationToken cancellationToken)
    {
        for (var turn = 0; Stopwatch.GetElapsedTime(start) < length; turn++)
        {
            var sender = (lane + (long)turn * concurrency) % cast.Accounts.Count;
            var (from, to) = (cast.Accounts[(int)sender], cast.Accounts[(int)sender ^ 1]);
            var payload = $"load-{lane}-{turn}";
            var began = Stopwatch.GetTimestamp();
            if (await api.SendAsync(from, to.Id, payload, payload, ChatApi.RequestTimeout, cancellationToken) is SentOk)
            {
                _answers.Add(Stopwatch.GetElapsedTime(began));
                _progress.AnsweredOk(payload);
            }
            else
            {
                Interlocked.Increment(ref _failures);
            }
        }
    }

    private TimeSpan? Cpu() => server.ProcessId is { } id ? ProcessTime.Read(id) : null;

    private string Report(TimeSpan sending, TimeSpan receiving, TimeSpan? cpu)
    {
        var stored = _answers.Count;
        var price = cpu is { } used && stored > 0
            ? $"server CPU       {used.TotalSeconds:0.00} s, {used.TotalMicroseconds / stored:0.0} us per message stored and delivered"
            : "server CPU       unknown: name its process with --pid";
        return $"""
            pairs, lanes     {pairs}, {concurrency}
            stored           {stored} in {sending.TotalSeconds:0.0} s, {stored / sending.TotalSeconds:0}/s
            received         {_progress.Frames} in {receiving.TotalSeconds:0.0} s, {_progress.Frames / receiving.TotalSeconds:0}/s
            failed sends     {_failures}
            not received     {_progress.Outstanding}
            send to answer   {Percentiles.Of([.. _answers])}
            {price}

            """;
    }
}
