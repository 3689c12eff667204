using OrleansChat.Load.Runs;
using OrleansChat.Load.Server;
using OrleansChat.Tests.Fakes;

namespace OrleansChat.Tests.Runs;

public sealed class LoadRunTests
{
    [Fact]
    public async Task Everything_stored_is_received_and_both_are_counted()
    {
        await using var server = new FakeServer(FakeFlaw.None);
        var report = await new LoadRun(server, pairs: 3, TimeSpan.FromSeconds(1), concurrency: 4).RunAsync(TestContext.Current.CancellationToken);
        Assert.Contains("not received     0", report, StringComparison.Ordinal);
        Assert.DoesNotContain("stored           0 ", report, StringComparison.Ordinal);
    }

    [Fact]
    public void The_cpu_time_of_a_process_is_read_from_the_kernel() =>
        Assert.InRange(ProcessTime.Read(Environment.ProcessId), TimeSpan.FromMilliseconds(10), TimeSpan.FromHours(1));
}
