namespace OrleansChat.Tests.Fakes;

/// <summary>Waits for what no signal tells of; generous, so that it fails only when it never happens.</summary>
internal static class Eventually
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(30);

    public static async Task HoldsAsync(Func<bool> condition, string what)
    {
        var started = TimeProvider.System.GetTimestamp();
        while (!condition())
        {
            Assert.True(TimeProvider.System.GetElapsedTime(started) < Deadline, $"never happened: {what}");

            // The condition is a property of the class under test, which has no event for it.
            await Task.Delay(2);
        }
    }
}
