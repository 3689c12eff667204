using OrleansChat.Storage.Sqlite;
using OrleansChat.Tests.Storage.Sqlite;

namespace OrleansChat.Tests.Storage.Processes;

/// <summary>A process that opens a data folder, says whether it could, and keeps it until its input ends.</summary>
internal static class HoldingChild
{
    public const string Open = "open";
    public const string InUse = "in use: ";

    public static async Task<int> RunAsync(string directory)
    {
        await using var harness = new SqliteHarness(directory);
        try
        {
            await harness.OpenAsync();
        }
        catch (DataDirectoryInUseException exception)
        {
            AppendingChild.Say(InUse + exception.Message);
            return 1;
        }

        AppendingChild.Say(Open);
        await Console.In.ReadToEndAsync();
        return 0;
    }
}
