namespace OrleansChat.Tests.Engine;

/// <summary>Waits for what comes about by itself; the deadline is generous, since only a failing test reaches it.</summary>
public static class Eventually
{
    private static readonly TimeSpan s_deadline = TimeSpan.FromSeconds(40);

    public static async Task IsTrueAsync(Func<Task<bool>> condition)
    {
        var start = TimeProvider.System.GetTimestamp();
        while (!await condition())
        {
            Assert.True(TimeProvider.System.GetElapsedTime(start) < s_deadline, "It did not come about.");
            await Task.Delay(20);
        }
    }

    public static async Task SucceedsAsync(Func<Task> action)
    {
        var start = TimeProvider.System.GetTimestamp();
        while (true)
        {
            try
            {
                await action();
                return;
            }
            catch (Exception) when (TimeProvider.System.GetElapsedTime(start) < s_deadline)
            {
                await Task.Delay(100);
            }
        }
    }
}
