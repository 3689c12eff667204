using Orleans;
using Orleans.Concurrency;

namespace OrleansChat.Tests.Engine;

[Alias("test.timer")]
public interface ITimerGrain : IGrainWithIntegerKey
{
    /// <summary>Starts a timer that notes every tick in the log; with a signal name, the first tick waits for it.</summary>
    [Alias("start")] Task StartAsync(string log, TimeSpan due, TimeSpan period, bool interleave, string? entered, string? release);

    [Alias("failing")] Task StartFailingAsync(string log, TimeSpan period);

    [Alias("change"), AlwaysInterleave] Task ChangeAsync(TimeSpan due, TimeSpan period);

    [Alias("stop")] Task StopAsync();

    [Alias("hold")] Task HoldAsync(string entered, string release);

    [Alias("ask")] Task<bool> IsInTickAsync();

    [Alias("peek"), AlwaysInterleave] Task<bool> PeekInTickAsync();

    [Alias("end")] Task EndAsync();

    [Alias("ambient")] Task StartReadingAmbientAsync(string log);
}
