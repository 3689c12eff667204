using OrleansChat.Load.Checking;
using OrleansChat.Load.History;

namespace OrleansChat.Tests.Histories;

public sealed class HistoryFileTests
{
    [Fact]
    public async Task A_saved_history_comes_back_event_by_event()
    {
        var history = RandomHistory.Create(seed: 3);
        var file = Path.GetTempFileName();
        try
        {
            await HistoryFile.WriteAsync(file, history);
            var read = await HistoryFile.ReadAsync(file);
            Assert.Equal(history.Events, read.Events);
            Assert.Equal(Outcome.Pass, HistoryChecker.Check(read, new Evidence()).Outcome);
        }
        finally
        {
            File.Delete(file);
        }
    }
}
